package dev.guildline.testkit.fake;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Message;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.FetchesAttachments;
import dev.guildline.core.port.channel.FindsAnotherWay;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.ReadsBack;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A chat channel that remembers what it showed, once for each delivery. Thread-safe. */
public final class FakeChatChannel
        implements ChatChannel, EditsMessages, FindsAnotherWay, FetchesAttachments, ShowsTyping, ReadsBack {
    /** The id of this channel. */
    public static final ChannelId ID = new ChannelId("fake");

    private final Map<String, OutboundMessage> shown = new LinkedHashMap<>();
    private final Deque<PortException> failures = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> held = new ArrayList<>();
    private final Map<String, String> offered = new LinkedHashMap<>();
    private final Deque<PortException> failingFetches = new ArrayDeque<>();
    private final List<ExternalRef> fetched = new ArrayList<>();
    private final Set<String> closed = new HashSet<>();
    private final List<Customer> looked = new ArrayList<>();
    private final Deque<PortException> failingLooks = new ArrayDeque<>();
    private @Nullable CompletableFuture<Void> heldLooks;
    private Optional<ChannelAddress> otherWay = Optional.empty();
    private boolean holding;
    private int attempts;
    private int typing;

    private boolean lookingBack;

    /** Makes one that shows everything at once. */
    public FakeChatChannel() {}

    /**
     * An address on this channel.
     *
     * @param user whose
     * @return the address
     */
    public static ChannelAddress address(String user) {
        return new ChannelAddress(ID, user);
    }

    @Override
    public ChannelId id() {
        return ID;
    }

    @Override
    public CompletionStage<ExternalRef> send(OutboundMessage message) {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        synchronized (this) {
            attempts++;
            PortException failure = failures.poll();
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (closed.contains(message.to().value())) {
                return CompletableFuture.failedFuture(
                        new PortException.Permanent(Refusal.CUSTOMER_UNREACHABLE, "closed", null));
            }
            if (holding) {
                held.add(gate);
            } else {
                gate.complete(null);
            }
        }
        return gate.thenApply(open -> show(message));
    }

    private synchronized ExternalRef show(OutboundMessage message) {
        String name = "shown-" + message.delivery();
        shown.putIfAbsent(name, message);
        return new ExternalRef(name);
    }

    @Override
    public CompletionStage<ExternalRef> edit(SentMessage sent, Message edited) {
        return change(
                sent,
                true,
                () -> shown.computeIfPresent(
                        sent.name().value(),
                        (name, was) ->
                                new OutboundMessage(was.delivery(), was.to(), edited, was.replyToOrNull(), false)));
    }

    @Override
    public CompletionStage<Void> delete(SentMessage sent) {
        return change(sent, false, () -> shown.remove(sent.name().value())).thenApply(name -> null);
    }

    private CompletionStage<ExternalRef> change(SentMessage sent, boolean isEdit, Supplier<?> change) {
        synchronized (this) {
            attempts++;
            PortException failure = failures.poll();
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (change.get() == null && isEdit) {
                return CompletableFuture.failedFuture(
                        new PortException.Permanent(Refusal.NOT_FOUND, "not shown: " + sent.name(), null));
            }
        }
        return CompletableFuture.completedFuture(sent.name());
    }

    @Override
    public synchronized boolean hasHeardAll() {
        return !lookingBack;
    }

    /**
     * Begins or ends to look for what customers wrote while it was not told of it.
     *
     * @param begun whether it looks from now on
     */
    public synchronized void looksBack(boolean begun) {
        lookingBack = begun;
    }

    @Override
    public synchronized void showTyping(ChannelAddress address) {
        typing++;
    }

    @Override
    public synchronized CompletionStage<Optional<ChannelAddress>> anotherWay(Customer customer) {
        PortException failure = failingLooks.poll();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        looked.add(customer);
        Optional<ChannelAddress> way = otherWay;
        return heldLooks == null ? CompletableFuture.completedFuture(way) : heldLooks.thenApply(open -> way);
    }

    /** Keeps looks for another way from now on under way until {@link #letGoLooks()}. */
    public synchronized void holdLooks() {
        heldLooks = new CompletableFuture<>();
    }

    /** Ends the looks that were kept under way. */
    public void letGoLooks() {
        CompletableFuture<Void> freed;
        synchronized (this) {
            freed = heldLooks;
            heldLooks = null;
        }
        if (freed != null) {
            freed.complete(null);
        }
    }

    @Override
    public synchronized InputStream fetch(
            Attachment file, @Nullable ExternalRef messageOrNull, ChannelAddress customer) {
        PortException failure = failingFetches.poll();
        if (failure != null) {
            throw failure;
        }
        String content = offered.get(file.name());
        if (content == null) {
            throw new PortException.Permanent(Refusal.NOT_FOUND, "nobody offers " + file.name(), null);
        }
        if (messageOrNull != null) {
            fetched.add(messageOrNull);
        }
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lets a file be fetched.
     *
     * @param name what it is called
     * @param content what is in it
     */
    public synchronized void offers(String name, String content) {
        offered.put(name, content);
    }

    /**
     * Lets the next fetches fail, one each.
     *
     * @param next how
     */
    public synchronized void failNextFetch(PortException... next) {
        failingFetches.addAll(List.of(next));
    }

    /**
     * With which messages the fetched files came.
     *
     * @return in order
     */
    public synchronized List<ExternalRef> fetched() {
        return List.copyOf(fetched);
    }

    /**
     * Nobody can be written to at an address from now on.
     *
     * @param user whose address
     */
    public synchronized void close(String user) {
        closed.add(user);
    }

    /**
     * An address can be written to again.
     *
     * @param user whose address
     */
    public synchronized void reopen(String user) {
        closed.remove(user);
    }

    /**
     * Whoever cannot be written to can be written to there.
     *
     * @param user whose address
     */
    public synchronized void otherWay(String user) {
        otherWay = Optional.of(address(user));
    }

    /**
     * Lets the next looks for another way fail, one each.
     *
     * @param next how
     */
    public synchronized void failNextLook(PortException... next) {
        failingLooks.addAll(List.of(next));
    }

    /**
     * For whom another way was looked for.
     *
     * @return in order
     */
    public synchronized List<Customer> askedForAnotherWay() {
        return List.copyOf(looked);
    }

    /**
     * Lets the next attempts fail, one each.
     *
     * @param next how
     */
    public synchronized void failNext(PortException... next) {
        failures.addAll(List.of(next));
    }

    /** Keeps what is sent from now on under way until {@link #letGo()}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Shows what was kept under way. */
    public void letGo() {
        List<CompletableFuture<Void>> freed;
        synchronized (this) {
            holding = false;
            freed = List.copyOf(held);
            held.clear();
        }
        freed.forEach(gate -> gate.complete(null));
    }

    /**
     * What was shown to a customer.
     *
     * @param user whose address
     * @return in order
     */
    public synchronized List<Message> shownTo(String user) {
        return shown.values().stream()
                .filter(m -> m.to().value().equals(user))
                .map(OutboundMessage::message)
                .toList();
    }

    /**
     * The texts shown to a customer.
     *
     * @param user whose address
     * @return in order
     */
    public List<String> textsShownTo(String user) {
        return shownTo(user).stream().map(m -> m.body().plainText()).toList();
    }

    /**
     * Everything that was shown, with where it was shown and what it replied to.
     *
     * @return in order
     */
    public synchronized List<OutboundMessage> shown() {
        return List.copyOf(shown.values());
    }

    /**
     * How often something was sent, repetitions and failures included.
     *
     * @return the number
     */
    public synchronized int attempts() {
        return attempts;
    }

    /**
     * How often typing was shown.
     *
     * @return the number
     */
    public synchronized int typing() {
        return typing;
    }
}
