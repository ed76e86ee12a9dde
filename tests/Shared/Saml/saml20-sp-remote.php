<?php
$metadata['http://127.0.0.1:{SP}/recto'] = [
    'AssertionConsumerService' => 'http://127.0.0.1:{SP}/Shibboleth.sso/SAML2/POST',
    'assertion.encryption' => false,
];
