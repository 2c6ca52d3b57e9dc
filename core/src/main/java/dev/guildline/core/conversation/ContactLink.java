package dev.guildline.core.conversation;

import dev.guildline.core.id.ExternalRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The far half of a conversation at the contact center.
 *
 * @param ref the contact center's name for it
 * @param details what else the adapter wants to find again, opaque to core
 */
public record ContactLink(ExternalRef ref, Map<String, String> details) {
    /** Keeps an unchangeable copy of the details. */
    public ContactLink {
        details = Map.copyOf(details);
    }

    /**
     * A link that remembers more.
     *
     * @param more details to add; they replace those of the same name
     * @return a new link
     */
    public ContactLink with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(details);
        all.putAll(more);
        return new ContactLink(ref, all);
    }
}
