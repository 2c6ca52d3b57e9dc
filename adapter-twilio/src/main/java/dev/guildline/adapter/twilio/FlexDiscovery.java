package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.flexapi.v1.Configuration;
import com.twilio.rest.studio.v2.Flow;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.port.health.HealthCheck;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, once, where in the account Guildline works. What the configuration names is taken from there. A failed
 * attempt is repeated when somebody asks next. Thread-safe.
 */
final class FlexDiscovery implements HealthCheck {
    private final TwilioConfig config;
    private final TwilioCalls calls;
    private final AtomicReference<@Nullable CompletableFuture<FlexSids>> found = new AtomicReference<>();

    FlexDiscovery(TwilioConfig config, TwilioCalls calls) {
        this.config = config;
        this.calls = calls;
    }

    /** Asks ahead of the first use. */
    void begin() {
        CompletionStage<FlexSids> unused = sids();
    }

    CompletableFuture<FlexSids> sids() {
        CompletableFuture<FlexSids> now = found.get();
        if (now != null && !now.isCompletedExceptionally()) {
            return now;
        }
        CompletableFuture<FlexSids> attempt = new CompletableFuture<>();
        if (!found.compareAndSet(now, attempt)) {
            return sids();
        }
        CompletionStage<FlexSids> asked = calls.make(this::discover);
        asked.whenComplete((sids, failure) -> {
            if (failure == null) {
                attempt.complete(sids);
            } else {
                attempt.completeExceptionally(failure);
            }
        });
        return attempt;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public Health check() {
        CompletableFuture<FlexSids> now = found.get();
        if (now == null || !now.isDone()) {
            return new Health(false, "asking Twilio for its Flex configuration");
        }
        try {
            FlexSids sids = now.join();
            return new Health(true, "chat service " + sids.chatService() + ", workflow " + sids.workflow());
        } catch (CompletionException failed) {
            return new Health(false, String.valueOf(TwilioErrors.map(failed).getMessage()));
        }
    }

    private FlexSids discover(TwilioRestClient client) {
        FlexSids sids = places(config, client);
        if (config.routing() == Routing.DIRECT) {
            return sids;
        }
        String flow = studioFlow(config, client)
                .orElseThrow(() -> new Permanent(
                        Refusal.NOT_ALLOWED,
                        "the account has no Studio flow named '" + StudioFlow.NAME
                                + "': run ./guildline provision, set TWILIO_STUDIO_FLOW_SID, or set"
                                + " TWILIO_ROUTING=direct",
                        null));
        return new FlexSids(sids.chatService(), sids.workspace(), sids.workflow(), flow);
    }

    /** All but the Studio flow; one call if something is not configured. */
    static FlexSids places(TwilioConfig config, TwilioRestClient client) {
        String chatService = config.chatServiceSidOrNull();
        String workspace = config.workspaceSidOrNull();
        String workflow = config.workflowSidOrNull();
        if (chatService == null || workspace == null || workflow == null) {
            Configuration flex = Configuration.fetcher().fetch(client);
            chatService = chatService == null ? flex.getChatServiceInstanceSid() : chatService;
            workspace = workspace == null ? flex.getTaskrouterWorkspaceSid() : workspace;
            workflow = workflow == null ? flex.getTaskrouterTargetWorkflowSid() : workflow;
        }
        return new FlexSids(
                required("TWILIO_CHAT_SERVICE_SID", chatService),
                required("TWILIO_WORKSPACE_SID", workspace),
                required("TWILIO_WORKFLOW_SID", workflow),
                "");
    }

    /** The Studio flow that is configured or has our name; a call or more if it is not configured. */
    static Optional<String> studioFlow(TwilioConfig config, TwilioRestClient client) {
        String configured = config.studioFlowSidOrNull();
        if (configured != null) {
            return Optional.of(configured);
        }
        for (Flow flow : Flow.reader().read(client)) {
            if (StudioFlow.NAME.equals(flow.getFriendlyName())) {
                return Optional.of(flow.getSid());
            }
        }
        return Optional.empty();
    }

    private static String required(String key, @Nullable String sid) {
        if (sid == null || sid.isBlank()) {
            throw new Permanent(
                    Refusal.NOT_ALLOWED,
                    "the Flex configuration of the account does not tell " + key + ": set it",
                    null);
        }
        return sid;
    }
}
