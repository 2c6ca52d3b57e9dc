package dev.guildline.app;

/** The three ways a deployment can be set up. */
enum Routing {
    STUDIO,
    DIRECT,
    WITHOUT_TWILIO;

    boolean hasTwilio() {
        return this != WITHOUT_TWILIO;
    }
}
