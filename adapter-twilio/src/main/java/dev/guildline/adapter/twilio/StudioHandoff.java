package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import dev.guildline.adapter.twilio.StudioAsks.Verdict;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.contactcenter.AgentRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for an agent by way of the Studio flow, which sends to Flex. Either the flow has just been told to (it asked
 * whose turn it was), or a flag is set on the conversation and a note wakes the flow. In both cases the task is waited
 * for: a flow that was still busy, or never got its answer, is woken again, so that nobody waits for nobody.
 */
final class StudioHandoff {
    private static final Logger LOG = System.getLogger(StudioHandoff.class.getName());
    private static final int LAST_ROUND = 3;

    private final TwilioCalls calls;
    private final FlexInteractions interactions;
    private final StudioAsks asks;
    private final TaskSightings sightings;
    private final ArrivalOrder order;
    private final Duration patience;

    /** Conversations whose flag was taken away since the link was told of it. */
    private final Set<String> quieted = ConcurrentHashMap.newKeySet();

    StudioHandoff(
            TwilioCalls calls,
            FlexInteractions interactions,
            StudioAsks asks,
            TaskSightings sightings,
            ArrivalOrder order,
            Duration patience) {
        this.calls = calls;
        this.interactions = interactions;
        this.asks = asks;
        this.sightings = sightings;
        this.order = order;
        this.patience = patience;
    }

    CompletableFuture<ContactLink> request(FlexSids sids, ContactLink link, AgentRequest request) {
        String conversation = link.ref().value();
        return asks.verdict(conversation).thenCompose(verdict -> {
            if (verdict == Verdict.AGENT) {
                return awaitTask(sids, link, request, 1);
            }
            return calls.make(client -> interactions.again(client, sids, link, request))
                    .thenCompose(again -> again.isPresent()
                            ? CompletableFuture.completedFuture(again.get())
                            : wake(sids, link, request, 1));
        });
    }

    /** Takes the flag away before the virtual agent is to answer again; a call only if it may be set. */
    void quiet(
            TwilioRestClient client, FlexSids sids, ContactLink link, ConversationId conversation, Customer customer) {
        boolean mayBeSet = LinkDetails.of(link, LinkDetails.HANDOFF).isPresent();
        if (mayBeSet && !quieted.contains(link.ref().value())) {
            Conversation.updater(sids.chatService(), link.ref().value())
                    .setAttributes(ConversationAttributes.quiet(conversation, customer))
                    .update(client);
            quieted.add(link.ref().value());
        }
    }

    void forget(ContactLink link) {
        quieted.remove(link.ref().value());
    }

    /** Two calls: the flag first, then a note that starts the flow. */
    private CompletableFuture<ContactLink> wake(FlexSids sids, ContactLink link, AgentRequest request, int round) {
        String conversation = link.ref().value();
        ContactLink flagged = link.with(Map.of(LinkDetails.HANDOFF, LinkDetails.REQUESTED));
        return calls.make(client -> {
                    Conversation.updater(sids.chatService(), conversation)
                            .setAttributes(ConversationAttributes.handoffRequested(request))
                            .update(client);
                    quieted.remove(conversation);
                    Message note = Message.creator(sids.chatService(), conversation)
                            .setAuthor(Identities.SYSTEM)
                            .setBody(note(request))
                            .setAttributes("{\"guildlineNote\":\"handoff\"}")
                            .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                            .create(client);
                    if (note.getIndex() != null) {
                        order.ours(conversation, note.getIndex());
                    }
                    return flagged;
                })
                .thenCompose(noted -> awaitTask(sids, noted, request, round));
    }

    private CompletableFuture<ContactLink> awaitTask(FlexSids sids, ContactLink link, AgentRequest request, int round) {
        String conversation = link.ref().value();
        return sightings.await(conversation, patience).thenCompose(seen -> {
            if (seen.isPresent()) {
                return CompletableFuture.completedFuture(link.with(seen.get()));
            }
            return look(sids, conversation).thenCompose(found -> {
                if (found.isPresent()) {
                    return CompletableFuture.completedFuture(link.with(found.get()));
                } else if (round >= LAST_ROUND) {
                    return CompletableFuture.failedFuture(
                            new OutcomeUnknown("the Studio flow made no task for conversation " + conversation, null));
                }
                LOG.log(Level.WARNING, "no task yet for conversation {0}: waking the Studio flow again", conversation);
                return wake(sids, link, request, round + 1);
            });
        });
    }

    /** Where tasks cannot be listed, the flow is trusted. */
    private CompletableFuture<Optional<Map<String, String>>> look(FlexSids sids, String conversation) {
        return calls.make(client -> interactions.openTask(client, sids, conversation))
                .exceptionally(failure -> {
                    PortException told = TwilioErrors.map(failure);
                    if (told instanceof Permanent) {
                        LOG.log(Level.WARNING, "tasks cannot be listed: {0}", told.getMessage());
                        return Optional.of(Map.of());
                    }
                    throw told;
                });
    }

    private static String note(AgentRequest request) {
        return request.caseNumber()
                .map(number -> "A live agent was asked for. Case " + number + ".")
                .orElse("A live agent was asked for.");
    }
}
