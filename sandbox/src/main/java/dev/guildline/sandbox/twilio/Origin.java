package dev.guildline.sandbox.twilio;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, as webhooks tell it.
 *
 * @param source {@code API} or {@code SDK}
 * @param clientIdentity the identity of an SDK client, absent otherwise
 * @param firesHooks whether webhooks are called at all
 */
record Origin(String source, @Nullable String clientIdentity, boolean firesHooks) {

    static Origin api(boolean firesHooks) {
        return new Origin("API", null, firesHooks);
    }

    static Origin sdk(String identity) {
        return new Origin("SDK", identity, true);
    }
}
