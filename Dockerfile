# The course on a web server of its own, for a company's network:
#
#   docker build -t split-decision .            (--build-arg BASE_PATH=/course/ below a path)
#   docker run --rm -p 8080:8080 split-decision
#
# Put it behind TLS: browsers isolate pages and keep sites offline only at https:// addresses and on localhost.
FROM node:24-slim AS build
WORKDIR /course
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG BASE_PATH=/
ARG SITE
RUN BASE_PATH="$BASE_PATH" ${SITE:+SITE="$SITE"} npm run build

FROM node:24-slim
WORKDIR /course
# The server needs no package: Node itself, our headers, and the built pages.
COPY --from=build /course/package.json ./
COPY --from=build /course/dist dist
COPY --from=build /course/tools/serve.ts /course/tools/headers.ts tools/
COPY --from=build /course/src/components/theme-early.js src/components/
ARG BASE_PATH=/
ENV HOST=0.0.0.0 PORT=8080 BASE_PATH=$BASE_PATH
EXPOSE 8080
USER node
CMD ["node", "tools/serve.ts"]
