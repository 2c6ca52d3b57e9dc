package dev.guildline.testkit.fake;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.port.contactcenter.AgentRequest;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.core.port.contactcenter.ContactOpening;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A contact center that writes down what it is asked. Thread-safe. */
public final class FakeContactCenter implements ContactCenter {
    private final boolean drivesVirtualAgent;
    private final List<String> log = new ArrayList<>();
    private final Deque<PortException> failures = new ArrayDeque<>();

    /**
     * Makes one.
     *
     * @param drivesVirtualAgent whether it decides when the virtual agent answers
     */
    public FakeContactCenter(boolean drivesVirtualAgent) {
        this.drivesVirtualAgent = drivesVirtualAgent;
    }

    /**
     * The far half of a conversation.
     *
     * @param conversation ours
     * @return what this contact center calls it
     */
    public static ExternalRef refOf(String conversation) {
        return new ExternalRef("far-" + conversation);
    }

    @Override
    public boolean drivesVirtualAgent() {
        return drivesVirtualAgent;
    }

    @Override
    public CompletionStage<ContactLink> open(ContactOpening opening) {
        return answer(() -> {
            log.add("open for " + opening.customer().displayName());
            return new ContactLink(refOf(opening.conversation().value()), Map.of());
        });
    }

    @Override
    public CompletionStage<ExternalRef> post(ContactLink link, ContactEntry entry) {
        return answer(() -> {
            log.add((entry.wakesVirtualAgent() ? "post and wake " : "post ")
                    + entry.message().author().kind() + ": "
                    + entry.message().body().plainText()
                    + entry.files().stream().map(FakeContactCenter::text).collect(Collectors.joining()));
            return new ExternalRef("far-message-" + entry.delivery());
        });
    }

    @Override
    public CompletionStage<ContactLink> requestAgent(ContactLink link, AgentRequest request) {
        return answer(() -> {
            log.add("request agent for " + request.caseNumber().orElseThrow() + ": " + request.subject());
            return link.with(Map.of("requested", "yes"));
        });
    }

    @Override
    public CompletionStage<Void> end(ContactLink link, CloseReason reason) {
        return answer(() -> {
            log.add("end " + reason);
            return null;
        });
    }

    private static String text(CarriedFile file) {
        try (InputStream content = file.content().get()) {
            return " + " + file.name() + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized <T> CompletionStage<T> answer(Supplier<T> happens) {
        PortException failure = failures.poll();
        return failure == null
                ? CompletableFuture.completedFuture(happens.get())
                : CompletableFuture.failedFuture(failure);
    }

    /**
     * Lets the next calls fail, one each.
     *
     * @param next how
     */
    public synchronized void failNext(PortException... next) {
        failures.addAll(List.of(next));
    }

    /**
     * What it was asked.
     *
     * @return in order
     */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }
}
