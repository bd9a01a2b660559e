# Yagura in a container: no build step, no development dependencies, no root.
# SQLite lives on the volume /data; for several replicas set YAGURA_DATABASE_URL to a postgres:// address.
FROM node:24-slim

WORKDIR /app
# Two malloc arenas: with one for every thread some 20 MB are never given back (docs/performance.md).
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    YAGURA_CONFIG=/etc/yagura/yagura.yaml \
    YAGURA_DATABASE_URL=sqlite:/data/yagura.db

# `npm install`, not `npm ci`: see CONTRIBUTING.md. No package that we ship needs an install script.
COPY package.json package-lock.json ./
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

COPY LICENSE ./
COPY src ./src
# The detection rules that ship with us.
COPY rules ./rules
# The cache of compiled code is the one thing that the process writes outside /data (src/shared/compile-cache.js).
RUN mkdir -p /data node_modules/.cache/yagura && chown node:node /data node_modules/.cache/yagura

USER node
VOLUME /data

# Asks over the container's own loopback, so `http.host: 127.0.0.1` is enough for it. 8480 is the default `http.port`.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8480/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Node is process 1 and answers SIGTERM itself: it finishes what it holds (docs/operating.md, "Stopping").
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=2", "--max-old-space-size=512", "src/cli.js"]
CMD ["start"]
