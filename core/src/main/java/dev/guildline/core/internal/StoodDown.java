package dev.guildline.core.internal;

/** Another process makes the deliveries now: what this one still wanted to keep of them is void. */
final class StoodDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoodDown() {
        super("another process makes the deliveries now", null, false, false);
    }
}
