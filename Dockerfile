# syntax=docker/dockerfile:1

FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
# Keeps downloads and compiled dependencies, so that the next build compiles only what changed.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --profile dist --locked -p iopfinder \
 && cp target/dist/iopfinder /usr/local/bin/iopfinder

FROM debian:bookworm-slim
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/iopfinder/
# A new volume gets the owner of this folder.
RUN groupadd --gid 10001 iopfinder \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/iopfinder --shell /usr/sbin/nologin iopfinder \
 && install -d -o iopfinder -g iopfinder -m 0750 /var/lib/iopfinder
COPY --from=build /usr/local/bin/iopfinder /usr/local/bin/iopfinder

USER 10001:10001
WORKDIR /var/lib/iopfinder
ENV IOPFINDER_DATA_DIR=/var/lib/iopfinder \
    IOPFINDER_LISTEN=0.0.0.0:8080
VOLUME /var/lib/iopfinder
EXPOSE 8080

# The first start loads the listings that come with the program before it is ready. The image has no curl, so bash sends the request.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["iopfinder"]
CMD ["serve"]
