package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A person who takes tasks. Guarded by the state's lock. */
final class WorkerRecord {
    final String sid = Sids.next("WK");
    final String friendlyName;
    final Instant created;
    ObjectNode attributes;
    Workspace.Activity activity;
    int chatCapacity;
    Instant updated;
    Instant statusChanged;

    WorkerRecord(
            String friendlyName, ObjectNode attributes, Workspace.Activity activity, int chatCapacity, Instant now) {
        this.friendlyName = friendlyName;
        this.attributes = attributes;
        this.activity = activity;
        this.chatCapacity = chatCapacity;
        this.created = now;
        this.updated = now;
        this.statusChanged = now;
    }

    /** The identity in conversations: {@code contact_uri} without its scheme. */
    String identity() {
        String uri = attributes.path("contact_uri").asText("");
        return uri.startsWith("client:") ? uri.substring("client:".length()) : identityOf(friendlyName);
    }

    String fullName() {
        return attributes.path("full_name").asText(friendlyName);
    }

    /** Flex keeps letters and digits of a login name and writes everything else as _ and two hex digits. */
    static String identityOf(String loginName) {
        StringBuilder identity = new StringBuilder();
        for (int at = 0; at < loginName.length(); at++) {
            char letter = loginName.charAt(at);
            if ((letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9')) {
                identity.append(letter);
            } else {
                identity.append(String.format("_%02X", (int) letter));
            }
        }
        return identity.toString();
    }
}
