<?php
// One section of the state of WordPress. $input: section, includeContent, optionNames, userFields,
// redacted (false only when the observation asks for no redaction).

require __DIR__ . '/json_answer.php';

const WP_CODEBOX_MOST_POSTS = 200;

function wp_codebox_hash($value): string {
    return hash('sha256', wp_json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE));
}

/** Hash of a content and, when it was asked for, the content. */
function wp_codebox_content(array $input, string $content, string $name = 'content'): array {
    return ["{$name}Hash" => wp_codebox_hash($content)]
        + ($input['includeContent'] ? [$name => $content] : []);
}

function wp_codebox_posts(array $types): array {
    return get_posts([
        'post_type' => $types,
        'post_status' => 'any',
        'numberposts' => WP_CODEBOX_MOST_POSTS,
        'orderby' => 'ID',
        'order' => 'ASC',
    ]);
}

function wp_codebox_summary(): array {
    $counts = [];
    foreach (get_post_types() as $type) {
        $counts[$type] = (object) array_map('intval', (array) wp_count_posts($type));
    }
    return [
        'siteUrl' => site_url(),
        'homeUrl' => home_url(),
        'wordpressVersion' => get_bloginfo('version'),
        'activeTheme' => get_stylesheet(),
        'activePlugins' => array_values((array) get_option('active_plugins', [])),
        'postCounts' => (object) $counts,
    ];
}

function wp_codebox_post(array $input, WP_Post $post): array {
    return [
        'id' => $post->ID,
        'type' => $post->post_type,
        'slug' => $post->post_name,
        'status' => $post->post_status,
        'title' => $post->post_title,
        'contentHash' => wp_codebox_hash($post->post_content),
        'modifiedGmt' => $post->post_modified_gmt,
    ] + wp_codebox_content($input, $post->post_content);
}

function wp_codebox_terms(): array {
    $terms = get_terms(['taxonomy' => array_values(get_taxonomies()), 'hide_empty' => false, 'orderby' => 'term_id']);
    return array_map(fn($term) => [
        'id' => $term->term_id,
        'taxonomy' => $term->taxonomy,
        'slug' => $term->slug,
        'name' => $term->name,
        'parent' => $term->parent,
        'count' => $term->count,
    ], array_values(is_array($terms) ? $terms : []));
}

function wp_codebox_menus(): array {
    $item = fn($item) => [
        'id' => (int) $item->ID,
        'title' => (string) $item->title,
        'url' => (string) $item->url,
        'parentId' => (int) $item->menu_item_parent,
        'object' => (string) $item->object,
        'type' => (string) $item->type,
    ];
    return array_map(fn($menu) => [
        'id' => $menu->term_id,
        'slug' => $menu->slug,
        'name' => $menu->name,
        'items' => array_map($item, array_values(wp_get_nav_menu_items($menu->term_id) ?: [])),
    ], array_values(wp_get_nav_menus()));
}

function wp_codebox_templates(array $input): array {
    $template = fn(string $place) => fn($template) => [
        'id' => $template->id,
        'slug' => $template->slug,
        'theme' => $template->theme,
        $place => (string) ($template->$place ?? ''),
        'source' => $template->source,
    ] + wp_codebox_content($input, (string) $template->content);
    $styles = function_exists('wp_get_global_stylesheet')
        ? wp_codebox_content($input, wp_get_global_stylesheet(), 'stylesheet')
        : null;
    return [
        'theme' => get_stylesheet(),
        'templates' => array_map($template('type'), array_values(get_block_templates())),
        'templateParts' =>
            array_map($template('area'), array_values(get_block_templates([], 'wp_template_part'))),
        'globalStyles' => $styles,
    ];
}

function wp_codebox_media(): array {
    return array_map(fn($post) => [
        'id' => $post->ID,
        'slug' => $post->post_name,
        'title' => $post->post_title,
        'status' => $post->post_status,
        'mimeType' => $post->post_mime_type,
        'sourceUrl' => (string) wp_get_attachment_url($post->ID),
        'altText' => (string) get_post_meta($post->ID, '_wp_attachment_image_alt', true),
        'metadataHash' => wp_codebox_hash(wp_get_attachment_metadata($post->ID)),
    ], wp_codebox_posts(['attachment']));
}

/** An empty array when no option was named. */
function wp_codebox_options(array $names) {
    $options = [];
    foreach ($names as $name) {
        $options[$name] = get_option($name, null);
    }
    return $options === [] ? [] : (object) $options;
}

/** Who somebody is appears only where the observation both names the field and wants no redaction. */
function wp_codebox_user(array $input, WP_User $user): array {
    $fields = [
        'ID' => fn() => $user->ID,
        'roles' => fn() => array_values($user->roles),
        'caps' => fn() => array_map('strval', array_keys(array_filter($user->allcaps))),
    ];
    if (!$input['redacted']) {
        $fields['user_login'] = fn() => $user->user_login;
        $fields['display_name'] = fn() => $user->display_name;
    }
    $record = ['id' => $user->ID, 'redacted' => $input['redacted']];
    foreach ($fields as $name => $value) {
        if (in_array($name, $input['userFields'], true)) {
            $record[$name] = $value();
        }
    }
    return $record;
}

function wp_codebox_rest_routes(): array {
    $routes = [];
    foreach (rest_get_server()->get_routes() as $route => $endpoints) {
        $methods = [];
        foreach ($endpoints as $endpoint) {
            $methods += array_filter($endpoint['methods'] ?? []);
        }
        $routes[] = ['route' => $route, 'methods' => array_keys($methods)];
    }
    return $routes;
}

function wp_codebox_abilities(): array {
    $abilities = function_exists('wp_get_abilities') ? wp_get_abilities() : [];
    return array_map(fn($ability) => [
        'name' => $ability->get_name(),
        'description' => $ability->get_description(),
        'category' => method_exists($ability, 'get_category') ? $ability->get_category() : '',
    ], array_values($abilities));
}

wp_codebox_answer(match ($input['section']) {
    'summary' => wp_codebox_summary(),
    'posts' => array_map(
        fn($post) => wp_codebox_post($input, $post),
        wp_codebox_posts(array_values(get_post_types(['public' => true])))
    ),
    'terms' => wp_codebox_terms(),
    'menus' => wp_codebox_menus(),
    'templates' => wp_codebox_templates($input),
    'media' => wp_codebox_media(),
    'options' => wp_codebox_options($input['optionNames']),
    'users' => array_map(
        fn($user) => wp_codebox_user($input, $user),
        get_users(['orderby' => 'ID', 'order' => 'ASC'])
    ),
    'rest-routes' => wp_codebox_rest_routes(),
    'abilities' => wp_codebox_abilities(),
});
