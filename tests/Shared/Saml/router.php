<?php
// Serves SimpleSAMLphp below /simplesaml with the web server that PHP brings along.
$root = '/usr/share/simplesamlphp/www';
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (!str_starts_with($path, '/simplesaml/')) {
    http_response_code(404);
    return true;
}

$path = substr($path, strlen('/simplesaml'));
$path = $path === '/' ? '/index.php' : $path;
$end = strpos($path . '/', '.php/');
if ($end !== false) {
    [$script, $rest] = [substr($path, 0, $end + 4), substr($path, $end + 4)];
    $file = realpath($root . $script);
    if ($file !== false && str_starts_with($file, $root . '/')) {
        $_SERVER['SCRIPT_NAME'] = '/simplesaml' . $script;
        $_SERVER['SCRIPT_FILENAME'] = $file;
        $_SERVER['PHP_SELF'] = '/simplesaml' . $path;
        unset($_SERVER['PATH_INFO']);
        if ($rest !== '') {
            $_SERVER['PATH_INFO'] = $rest;
        }

        chdir(dirname($file));
        require $file;
        return true;
    }
}

$file = realpath($root . $path);
if ($file !== false && str_starts_with($file, $root . '/') && is_file($file)) {
    $types = ['css' => 'text/css', 'js' => 'text/javascript', 'png' => 'image/png', 'svg' => 'image/svg+xml', 'woff2' => 'font/woff2'];
    header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
    readfile($file);
    return true;
}

http_response_code(404);
return true;
