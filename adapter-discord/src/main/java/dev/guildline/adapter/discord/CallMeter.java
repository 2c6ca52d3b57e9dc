package dev.guildline.adapter.discord;

import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.CallObserver.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Tells of every call to Discord's REST API: what kind, how it ended, how long until its answer began. Thread-safe. */
final class CallMeter implements Interceptor {
    /** What calls are about; all else in a path names somebody or something, or is a secret. */
    private static final Set<String> SUBJECTS = Set.of(
            "channels",
            "messages",
            "users",
            "guilds",
            "members",
            "threads",
            "thread-members",
            "interactions",
            "callback",
            "webhooks",
            "applications",
            "commands",
            "gateway",
            "reactions",
            "typing");

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
            boolean unreachable = failed instanceof ConnectException || failed instanceof UnknownHostException;
            observer.ended(kind, unreachable ? Outcome.FAILED : Outcome.UNCLEAR, since(begun));
            throw failed;
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
