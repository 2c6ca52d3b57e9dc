package dev.guildline.sandbox.page;

import java.util.List;
import java.util.Set;

/**
 * How a {@link SandboxPage} is set up. Immutable.
 *
 * @param port port on the loopback interface; 0 takes a free one
 * @param title name shown in the page's header
 * @param cannedAnswers ready-made sentences offered to agents
 * @param hiddenPlayers user names of people whom the page does not offer as players
 */
public record PageSettings(int port, String title, List<String> cannedAnswers, Set<String> hiddenPlayers) {
    private static final int HIGHEST_PORT = 65_535;

    public PageSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 (any) to 65535, not " + port);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title must not be blank");
        }
        cannedAnswers = List.copyOf(cannedAnswers);
        hiddenPlayers = Set.copyOf(hiddenPlayers);
    }

    /**
     * Sets the port.
     *
     * @param value port on the loopback interface; 0 takes a free one
     * @return changed settings
     */
    public PageSettings withPort(int value) {
        return new PageSettings(value, title, cannedAnswers, hiddenPlayers);
    }

    /**
     * Hides people from the page.
     *
     * @param usernames their user names
     * @return changed settings
     */
    public PageSettings withHiddenPlayers(Set<String> usernames) {
        return new PageSettings(port, title, cannedAnswers, usernames);
    }
}
