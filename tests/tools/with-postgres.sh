#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own: a spare port, a data folder that goes away, durability off.
# The command finds it in ZHIQUAN_TEST_POSTGRES. With --durable first, the server waits for its disk as PostgreSQL does
# when nothing is said, and the command finds it in ZHIQUAN_TEST_POSTGRES_DURABLE. What a test needs for a server that
# it may ill-treat is in ZHIQUAN_TEST_PG_BIN (the programs) and ZHIQUAN_TEST_PG_USER (as whom to run them; empty: as
# oneself).
set -euo pipefail

name=ZHIQUAN_TEST_POSTGRES
durability="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
if [ "${1:-}" = --durable ]; then
    shift
    name=ZHIQUAN_TEST_POSTGRES_DURABLE
    durability="-c fsync=on -c full_page_writes=on -c synchronous_commit=on"
fi

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "no PostgreSQL server is installed; run 'make deps'" >&2; exit 1; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/zhiquan-test-postgres.XXXXXX")
as_server=()
user=
if [ "$(id -u)" -eq 0 ]; then
    # PostgreSQL refuses to run as root.
    user=postgres
    chown "$user" "$folder"
    as_server=(runuser -u "$user" --)
fi
stop() {
    "${as_server[@]}" "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate --silent stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
"${as_server[@]}" "$bin/initdb" --pgdata "$folder/data" --username zhiquan --auth trust --encoding UTF8 \
    --locale C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
port=
for candidate in $(seq 54300 54399); do
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null && continue
    options="-p $candidate -k $folder -c listen_addresses=127.0.0.1 $durability"
    options+=" -c max_connections=400 -c shared_buffers=128MB"
    if "${as_server[@]}" "$bin/pg_ctl" --pgdata "$folder/data" --options "$options" --log "$folder/data/server.log" \
        --wait --silent start; then
        port=$candidate
        break
    fi
done
[ -n "$port" ] || { echo "no PostgreSQL server could be started" >&2; cat "$folder/data/server.log" >&2; exit 1; }
cd - >/dev/null
export ZHIQUAN_TEST_PG_BIN="$bin" ZHIQUAN_TEST_PG_USER="$user"
export "$name=postgres://zhiquan@127.0.0.1:$port"
"$@"
