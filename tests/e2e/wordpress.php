<?php
/* SPDX-License-Identifier: MIT
 *
 * What wordpress.py has WordPress do, with WordPress' own functions:
 *
 *   php wordpress.php FOLDER install URL | theme NAME | options JSON |
 *       post TITLE | comment POST JSON | edit COMMENT TEXT |
 *       status COMMENT trash|spam|approve | visible */
define('WP_INSTALLING', $argv[2] === 'install');
$_SERVER['HTTP_HOST'] = getenv('WP_HOST');
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/comment.php';

function comment($post, $c)
{
    return wp_insert_comment(wp_slash([
        'comment_post_ID' => $post,
        'comment_author' => $c['author'],
        'comment_author_email' => 'a' . $c['at'] . '@example.org',
        'comment_content' => $c['text'],
        'comment_parent' => $c['parent'] ?? 0,
        'comment_date' => get_date_from_gmt(gmdate('Y-m-d H:i:s', $c['at'])),
        'comment_date_gmt' => gmdate('Y-m-d H:i:s', $c['at']),
        'comment_approved' => 1,
    ]));
}

$a = array_slice($argv, 3);
switch ($argv[2]) {
case 'install':
    wp_install('Blog of a town', 'ann', 'ann@example.org', true, '', 'pw');
    update_option('siteurl', $a[0]);
    update_option('home', $a[0]);
    update_option('timezone_string', 'Asia/Yekaterinburg');
    update_option('date_format', 'd.m.Y');
    update_option('time_format', 'H:i');
    wp_delete_comment(1, true);
    global $wp_rewrite;
    $wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
    $wp_rewrite->flush_rules(false);
    break;
case 'theme':
    switch_theme($a[0]);
    break;
case 'options':
    foreach (json_decode($a[0], true) as $name => $value)
        update_option($name, $value);
    break;
case 'post':
    echo json_encode(['id' => $id = wp_insert_post([
        'post_title' => $a[0], 'post_status' => 'publish',
        'post_content' => 'What do you think of it?', 'post_author' => 1]),
        'url' => get_permalink($id)]);
    break;
case 'comment':
    $ids = [];
    foreach (json_decode($a[1], true) as $c) {
        if (isset($c['answers']))
            $c['parent'] = $ids[$c['answers']];
        $ids[] = comment((int)$a[0], $c);
    }
    echo json_encode($ids);
    break;
case 'edit':
    wp_update_comment(wp_slash(['comment_ID' => (int)$a[0],
                                'comment_content' => $a[1]]));
    break;
case 'status':
    if ($a[1] === 'trash')
        wp_trash_comment((int)$a[0]);
    elseif ($a[1] === 'spam')
        wp_spam_comment((int)$a[0]);
    else
        wp_set_comment_status((int)$a[0], 'approve');
    break;
case 'visible':
    $rows = [];
    foreach (get_comments(['status' => 'approve', 'type' => 'comment']) as $c)
        $rows[] = ['id' => (int)$c->comment_ID, 'text' => $c->comment_content,
                   'author' => $c->comment_author,
                   'at' => strtotime($c->comment_date_gmt . ' UTC')];
    echo json_encode($rows);
    break;
}
