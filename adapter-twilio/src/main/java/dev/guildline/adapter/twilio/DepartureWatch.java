package dev.guildline.adapter.twilio;

import okhttp3.Call;
import okhttp3.EventListener;

/** Notes when the first byte of a request leaves: a call that fails before it cannot have been heard. Thread-safe. */
final class DepartureWatch extends EventListener {
    /** Whether one request has begun to leave; the request carries it as a tag. */
    static final class Departure {
        private volatile boolean begun;

        boolean hasBegun() {
            return begun;
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        Departure departure = call.request().tag(Departure.class);
        if (departure != null) {
            departure.begun = true;
        }
    }
}
