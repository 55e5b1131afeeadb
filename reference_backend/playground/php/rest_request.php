<?php
// wordpress.rest-request. $input: method, path, params (object or null), headers (object), body (text
// or null), json (whether the body is JSON), user (text or null).

require __DIR__ . '/json_answer.php';

wp_codebox_act_as($input['user']);

[$route, $query] = array_pad(explode('?', $input['path'], 2), 2, '');
$route = preg_replace('#^https?://[^/]*#i', '', $route);
$route = preg_replace('#^/*wp-json(?=/|$)#', '', $route);
$route = '/' . trim($route, '/');
parse_str($query, $query_params);

$method = $input['method'];
$request = new WP_REST_Request($method, $route);
$params = $input['params'] ?? [];
if (in_array($method, ['GET', 'HEAD', 'DELETE', 'OPTIONS'], true)) {
    $query_params = array_merge($query_params, $params);
} else {
    $request->set_body_params($params);
}
$request->set_query_params($query_params);
if ($input['body'] !== null) {
    $request->set_body($input['body']);
}
if ($input['json']) {
    $request->set_header('content-type', 'application/json');
}
foreach ($input['headers'] as $name => $value) {
    $request->set_header($name, is_array($value) ? $value : (string) $value);
}

$start = hrtime(true);
$server = rest_get_server();
$response = rest_ensure_response(rest_do_request($request));
$body = $server->response_to_data($response, false);
$milliseconds = round((hrtime(true) - $start) / 1e6, 3);

wp_codebox_answer([
    'command' => 'wordpress.rest-request',
    'method' => $method,
    'path' => $input['path'],
    'route' => $route,
    'status' => $response->get_status(),
    'headers' => $response->get_headers(),
    'body' => $body,
    'data' => $body,
    'timing' => ['duration_ms' => $milliseconds],
    'diagnostics' => new stdClass(),
], JSON_PRETTY_PRINT);
