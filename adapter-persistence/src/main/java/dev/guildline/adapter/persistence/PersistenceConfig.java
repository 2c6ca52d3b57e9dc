package dev.guildline.adapter.persistence;

import java.util.Map;

/**
 * Which database, and as whom. A value; its text form hides the password.
 *
 * @param url a JDBC URL of H2 or PostgreSQL, without user and password
 * @param user the database user; {@code sa} by custom for H2
 * @param password the user's password, may be empty
 */
public record PersistenceConfig(String url, String user, String password) {
    static final String URL_KEY = "DATABASE_URL";
    static final String USER_KEY = "DATABASE_USER";
    static final String PASSWORD_KEY = "DATABASE_PASSWORD";

    /** Where the data lies if nothing is configured. */
    private static final String DEFAULT_URL = "jdbc:h2:./data/guildline";

    /**
     * Takes user and password out of the URL if it carries them, and checks all three.
     *
     * @throws IllegalArgumentException if one cannot be used; the message names the key and what to do
     */
    public PersistenceConfig {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        url = parsed.jdbcUrl();
        user = user.isEmpty() ? parsed.user().orElse("") : user;
        password = password.isEmpty() ? parsed.password().orElse("") : password;
        if (user.isEmpty()) {
            if (!parsed.isH2()) {
                throw new IllegalArgumentException(
                        USER_KEY + ": set the database user (or write it in " + URL_KEY + ")");
            }
            user = "sa";
        }
    }

    /**
     * Reads {@code DATABASE_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD}. Without any of them the data
     * lies in an H2 file {@code ./data/guildline}.
     *
     * @param environment names and values
     * @return the configuration
     * @throws IllegalArgumentException at the first value that cannot be used; the message names the key and what to do
     */
    public static PersistenceConfig fromEnvironment(Map<String, String> environment) {
        String url = environment.getOrDefault(URL_KEY, "").strip();
        return new PersistenceConfig(
                url.isEmpty() ? DEFAULT_URL : url,
                environment.getOrDefault(USER_KEY, "").strip(),
                environment.getOrDefault(PASSWORD_KEY, ""));
    }

    @Override
    public String toString() {
        return "PersistenceConfig[url=" + url + ", user=" + user + ", password="
                + (password.isEmpty() ? "none" : "hidden") + "]";
    }
}
