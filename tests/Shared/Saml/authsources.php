<?php
// Who is at that university. Names and addresses are told to the service provider too, to see that the site keeps nothing of them.
function person(string $name, array $affiliations, array $entitlements = []): array
{
    return array_filter([
        'uid' => [$name],
        'eduPersonPrincipalName' => ["$name@uni-x.example"],
        'mail' => ["$name@uni-x.example"],
        'displayName' => ["The $name of Uni X"],
        'eduPersonScopedAffiliation' => $affiliations,
        'eduPersonEntitlement' => $entitlements,
    ]);
}

$config = [
    'admin' => ['core:AdminPassword'],
    'people' => [
        'exampleauth:UserPass',
        'student:studentpass' => person('student', ['student@uni-x.example', 'member@uni-x.example']),
        'walkin:walkinpass' => person('walkin', ['library-walk-in@uni-x.example']),
        'terms:termspass' => person('terms', [], ['urn:mace:dir:entitlement:common-lib-terms', 'urn:x;with;semicolons']),
        'alum:alumpass' => person('alum', ['alum@uni-x.example']),
        'liar:liarpass' => person('liar', ['member@uni-y.example']),
        'nobody:nobodypass' => person('nobody', []),
    ],
];
