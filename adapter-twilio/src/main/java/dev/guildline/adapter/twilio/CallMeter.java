package dev.guildline.adapter.twilio;

import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.CallObserver.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Tells of every call: what kind, how it ended, how long until its answer began. Thread-safe. */
final class CallMeter implements Interceptor {
    /** What calls are about; all else in a path names somebody or something. */
    private static final Set<String> SUBJECTS = Set.of(
            "Services",
            "Conversations",
            "Participants",
            "Messages",
            "Webhooks",
            "Media",
            "Interactions",
            "Channels",
            "Invites",
            "Configuration",
            "Workspaces",
            "Workflows",
            "Workers",
            "Tasks",
            "TaskQueues",
            "TaskChannels",
            "Flows",
            "Addresses");

    private final CallObserver observer;

    CallMeter(CallObserver observer) {
        this.observer = observer;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String kind = CallObserver.kind(request.method(), request.url().pathSegments(), SUBJECTS);
        long begun = System.nanoTime();
        try {
            Response response = chain.proceed(request);
            observer.ended(kind, Outcome.ofStatus(response.code()), since(begun));
            return response;
        } catch (IOException failed) {
            DepartureWatch.Departure departure = request.tag(DepartureWatch.Departure.class);
            boolean left = departure == null || departure.hasBegun();
            observer.ended(kind, left ? Outcome.UNCLEAR : Outcome.FAILED, since(begun));
            throw failed;
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
