package dev.guildline.adapter.twilio;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import java.net.URI;
import java.time.Duration;

/** A configuration that names everything, so that nothing has to be discovered. */
final class TestSettings {
    static final String ACCOUNT = "AC" + "a".repeat(32);
    static final String TOKEN = "primary-token";
    static final String SECOND_TOKEN = "secondary-token";
    static final String PUBLIC_URL = "https://support.example.com";

    private TestSettings() {}

    static TwilioConfig config(Routing routing, URI apiUrl) {
        return new TwilioConfig(
                ACCOUNT,
                TOKEN,
                SECOND_TOKEN,
                apiUrl,
                "IS" + "b".repeat(32),
                "WS" + "c".repeat(32),
                "WW" + "d".repeat(32),
                "FW" + "e".repeat(32),
                routing,
                URI.create(PUBLIC_URL),
                Duration.ofDays(3));
    }

    /** Nobody listens at that address. */
    static TwilioConfig config() {
        return config(Routing.STUDIO, URI.create("http://127.0.0.1:1"));
    }

    static String sid(String prefix, int number) {
        return prefix + String.format("%032x", number);
    }
}
