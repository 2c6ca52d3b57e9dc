package dev.guildline.adapter.persistence;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a configured URL says, with user and password taken out of it. Messages never repeat the URL: it may hold a
 * password.
 */
record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {
    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    static DatabaseUrl parse(String url) {
        if (url.startsWith(H2)) {
            return h2(url);
        }
        if (url.startsWith(POSTGRESQL)) {
            return postgresql(url);
        }
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            return fromUri(url);
        }
        throw refused("it must begin with jdbc:h2:, jdbc:postgresql: or postgres://");
    }

    boolean isH2() {
        return jdbcUrl.startsWith(H2);
    }

    private static DatabaseUrl h2(String url) {
        if (url.length() == H2.length()) {
            throw refused("name the file, for example jdbc:h2:./data/guildline");
        }
        List<String> kept = new ArrayList<>();
        String[] parts = url.split(";", -1);
        kept.add(parts[0]);
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String name = nameOf(parts[i]).toUpperCase(Locale.ROOT);
            String value = valueOf(parts[i]);
            switch (name) {
                case "" -> {}
                case "USER" -> user = Optional.of(value);
                case "PASSWORD" -> password = Optional.of(value);
                case "WRITE_DELAY" -> {
                    // With a delay H2 loses what it has acknowledged when the process is killed.
                    require("WRITE_DELAY", "0", value);
                }
                case "MODE" -> require("MODE", "PostgreSQL", value);
                default -> kept.add(parts[i]);
            }
        }
        return new DatabaseUrl(String.join(";", kept), user, password);
    }

    private static void require(String setting, String needed, String value) {
        if (!value.equalsIgnoreCase(needed)) {
            throw refused("leave out " + setting + " or set it to " + needed);
        }
    }

    private static DatabaseUrl postgresql(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return new DatabaseUrl(url, Optional.empty(), Optional.empty());
        }
        List<String> kept = new ArrayList<>();
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            switch (nameOf(parameter)) {
                case "" -> {}
                case "user" -> user = Optional.of(decoded(valueOf(parameter)));
                case "password" -> password = Optional.of(decoded(valueOf(parameter)));
                default -> kept.add(parameter);
            }
        }
        String base = url.substring(0, question);
        return new DatabaseUrl(kept.isEmpty() ? base : base + "?" + String.join("&", kept), user, password);
    }

    /** The form in which hosting platforms hand out databases: {@code postgres://user:password@host:port/name}. */
    private static DatabaseUrl fromUri(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Not chained: its message repeats the URL.
            throw refused(
                    "write it as postgres://user:password@host:port/name, with special characters in percent form");
        }
        @Nullable String path = uri.getRawPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw refused("it needs a host and a database, as in postgres://user:password@host:port/name");
        }
        @Nullable String query = uri.getRawQuery();
        DatabaseUrl jdbc = postgresql(POSTGRESQL + "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + path + (query == null ? "" : "?" + query));
        @Nullable String account = uri.getRawUserInfo();
        if (account == null) {
            return jdbc;
        }
        int colon = account.indexOf(':');
        return new DatabaseUrl(
                jdbc.jdbcUrl(),
                Optional.of(decoded(colon < 0 ? account : account.substring(0, colon))),
                colon < 0 ? jdbc.password() : Optional.of(decoded(account.substring(colon + 1))));
    }

    private static String nameOf(String setting) {
        int equals = setting.indexOf('=');
        return (equals < 0 ? setting : setting.substring(0, equals)).strip();
    }

    private static String valueOf(String setting) {
        int equals = setting.indexOf('=');
        return equals < 0 ? "" : setting.substring(equals + 1).strip();
    }

    private static String decoded(String text) {
        try {
            // A plus sign is itself here; only forms use it for a space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("a percent sign in user or password must be written %25");
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(PersistenceConfig.URL_KEY + ": " + why);
    }
}
