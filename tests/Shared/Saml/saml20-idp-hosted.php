<?php
$metadata['http://127.0.0.1:{IDP}/uni-x'] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'idp.key',
    'certificate' => 'idp.crt',
    'auth' => 'people',
    'scope' => ['uni-x.example'],
    'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'authproc' => [100 => ['class' => 'core:AttributeMap', 'name2oid']],
];
