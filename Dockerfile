# The kit in an image, for CI systems that take one. It is not built by this repository's tests,
# which have no container engine; what it runs, scripts/install-dependencies and scripts/build, is.
#
#   docker build -t wp-codebox-conformance .
#   docker run --rm -v "$PWD:/work" wp-codebox-conformance run --exec ./backend

FROM debian:12 AS build
WORKDIR /src
COPY . .
RUN scripts/install-dependencies --no-node && scripts/build --preset dev wp-codebox-conformance

FROM debian:12
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl3 libstdc++6 python3 nodejs \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/build/dev/conformance/wp-codebox-conformance /usr/local/bin/
WORKDIR /work
ENTRYPOINT ["wp-codebox-conformance"]
