# What the scripts here need of npm, once for all of them, into node_modules; to
# be read by sh in this folder. Without a way to npm's registry `$test` is
# skipped; any other trouble with npm is a fault.
no_way="EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
no_way="$no_way|EHOSTUNREACH|ENOTCACHED|FETCH_ERROR|UNABLE_TO_GET_ISSUER"
mkdir -p ../../build
exec 9>../../build/npm.lock
flock 9
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit >npm.log 2>&1 || {
        if why=$(grep -oE "$no_way" npm.log | head -1) && [ -n "$why" ]; then
            echo "skipped $test: npm cannot reach its registry ($why)"
            echo "0 passed, 0 failed, 1 skipped"
            rm -f npm.log
            exit 0
        fi
        tail -5 npm.log
        echo "npm could not fetch what package.json names"
        exit 1
    }
    rm -f npm.log
fi
exec 9>&-
