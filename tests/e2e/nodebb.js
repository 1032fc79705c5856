/* SPDX-License-Identifier: MIT
 *
 * What nodebb.py has NodeBB do with its own functions, in NodeBB's process:
 *
 *   ASKED=FILE node -r nodebb.js app.js
 *
 * A JSON array a line comes in, a line of JSON goes out. In FILE each request
 * is noted: time and path. */
'use strict';
const fs = require('fs');
const http = require('http');
const readline = require('readline');
const of = (name) => require(process.cwd() + '/src/' + name);

/* One of its functions, as a promise. */
function call(object, name, ...args) {
    return new Promise((done, failed) => object[name](
        ...args, (e, result) => e ? failed(e) : done(result)));
}

const ADMIN = 1;

async function person(name) {
    const uid = await call(of('user'), 'getUidByUsername', name);
    return uid || call(of('user'), 'create', { username: name });
}

const commands = {
    async settings(values) {
        await call(of('meta').configs, 'setMultiple', values);
    },
    async topic(title, post) {
        const made = await call(of('topics'), 'post', {
            uid: await person(post.author), cid: 2, title,
            content: post.text, timestamp: post.at * 1000,
        });
        return { id: made.topicData.tid, slug: made.topicData.slug,
                 post: made.postData.pid };
    },
    async reply(tid, posts) {
        const ids = [];
        for (const post of posts) {
            const made = await call(of('topics'), 'reply', {
                uid: await person(post.author), tid, content: post.text,
                timestamp: post.at * 1000,
                toPid: post.answers === undefined ? 0 : ids[post.answers],
            });
            ids.push(made.pid);
        }
        return ids;
    },
    async edit(pid, content) {
        await call(of('posts'), 'edit', { pid, content, uid: ADMIN });
    },
    async tool(name, pid) {
        await call(of('posts').tools, name, ADMIN, pid);
    },
    async purge_topic(tid) {
        await call(of('topics'), 'purgePostsAndTopic', tid, ADMIN);
    },
    async visible() {
        const pids = await call(of('database'), 'getSortedSetRange',
                                'posts:pid', 0, -1);
        const rows = [];
        for (const post of await call(of('posts'), 'getPostsByPids', pids, 0)) {
            const topic = post && await call(of('topics'), 'getTopicFields',
                                             post.tid, ['cid', 'deleted']);
            if (!post || +post.deleted || +topic.deleted || +topic.cid !== 2)
                continue;
            rows.push({
                id: post.pid, at: Math.floor(post.timestamp / 1000),
                text: await call(of('database'), 'getObjectField',
                                 'post:' + post.pid, 'content'),
                author: await call(of('user'), 'getUserField', post.uid,
                                   'username'),
            });
        }
        return rows;
    },
};

/* Its own lines go to the log; standard output is for the answers. */
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (what, request, ...more) {
    if (what === 'request')
        fs.appendFileSync(process.env.ASKED,
                          Date.now() / 1000 + ' ' + request.url + '\n');
    return emit.call(this, what, request, ...more);
};

(async () => {
    for await (const line of readline.createInterface({ input: process.stdin })) {
        let said;
        try {
            const [what, ...args] = JSON.parse(line);
            said = await commands[what](...args);
        } catch (e) {
            said = { error: String(e.message || e) };
        }
        answer(JSON.stringify(said === undefined ? null : said) + '\n');
    }
})();
