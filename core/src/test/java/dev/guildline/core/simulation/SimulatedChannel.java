package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Message;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.FetchesAttachments;
import dev.guildline.core.port.channel.FindsAnotherWay;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What customers see. It outlives every process. */
final class SimulatedChannel {
    static final ChannelId ID = new ChannelId("sim");
    private static final String THREAD = "/thread";
    private static final String WAY_TO = "way to ";

    /** What a customer sees of an entry. */
    static final class Shown {
        private final ExternalRef ref;
        private final Message message;
        /** Which of its versions it is, as the journal counts them. */
        int version;

        boolean gone;

        Shown(ExternalRef ref, Message message, int version) {
            this.ref = ref;
            this.message = message;
            this.version = version;
        }

        ExternalRef ref() {
            return ref;
        }

        Message message() {
            return message;
        }
    }

    private final World world;
    private final Map<String, List<Message>> shown = new HashMap<>();
    private final Map<Long, ExternalRef> byDelivery = new HashMap<>();
    private final Map<ExternalRef, Shown> byRef = new HashMap<>();
    private final Map<MessageId, Shown> byEntry = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> threads = new HashSet<>();

    SimulatedChannel(World world) {
        this.world = world;
    }

    static ChannelAddress address(String user) {
        return new ChannelAddress(ID, user);
    }

    /** The other way to a customer. */
    static ChannelAddress thread(String user) {
        return new ChannelAddress(ID, user + THREAD);
    }

    private static String user(ChannelAddress address) {
        String value = address.value();
        return value.endsWith(THREAD) ? value.substring(0, value.length() - THREAD.length()) : value;
    }

    List<Message> shownTo(String user) {
        return shown.getOrDefault(user, List.of());
    }

    boolean has(long delivery) {
        return byDelivery.containsKey(delivery);
    }

    /** What is shown of an entry, null if it never was. */
    @Nullable
    Shown shown(MessageId entry) {
        return byEntry.get(entry);
    }

    /** To whom another way is looked for by a call. */
    static String wantedBy(Call<?> call) {
        return call.conversation().value().substring(WAY_TO.length());
    }

    /** A customer takes no direct messages any more, or takes them again. */
    void turn(String user) {
        boolean open = closed.remove(user) || !closed.add(user);
        world.trace().note("direct messages of %s are %s", user, open ? "open" : "closed");
    }

    void open(String user) {
        closed.remove(user);
    }

    boolean hasThread(String user) {
        return threads.contains(user);
    }

    ChatChannel seenBy(SimulatedProcess process) {
        Features features = world.features();
        if (features.isPlain()) {
            return new Plain(process);
        }
        return features.editing() ? new Editing(process) : new Able(process);
    }

    /** Can do no more than it must. */
    private class Plain implements ChatChannel {
        final SimulatedProcess process;

        Plain(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public ChannelId id() {
            return ID;
        }

        @Override
        public CompletionStage<ExternalRef> send(OutboundMessage message) {
            ConversationId conversation = message.message().id().conversation();
            long delivery = message.delivery().value();
            world.checker().places().called(message.to(), conversation);
            return world.farSides()
                    .take(process, Call.Kind.SEND, conversation, delivery, message.doubtful(), () -> show(message));
        }
    }

    /** Finds other ways, and gives files out. */
    private class Able extends Plain implements FindsAnotherWay, FetchesAttachments {
        Able(SimulatedProcess process) {
            super(process);
        }

        @Override
        public CompletionStage<Optional<ChannelAddress>> anotherWay(Customer customer) {
            String user = user(customer.address());
            ConversationId nobody = new ConversationId(WAY_TO + user);
            return world.farSides()
                    .take(process, Call.Kind.ANOTHER_WAY, nobody, 0, true, () -> otherWay(customer, user));
        }

        @Override
        public InputStream fetch(Attachment file, @Nullable ExternalRef message, ChannelAddress customer) {
            return world.files().fetch(process, file);
        }
    }

    /** Changes what it has shown. */
    private final class Editing extends Able implements EditsMessages {
        Editing(SimulatedProcess process) {
            super(process);
        }

        @Override
        public CompletionStage<ExternalRef> edit(SentMessage sent, Message edited) {
            return take(Call.Kind.EDIT, sent, () -> change(sent, edited));
        }

        @Override
        public CompletionStage<Void> delete(SentMessage sent) {
            return take(Call.Kind.TAKE_BACK, sent, () -> {
                change(sent, null);
                return null;
            });
        }

        private <T> CompletionStage<T> take(Call.Kind kind, SentMessage sent, Supplier<T> effect) {
            ConversationId conversation = sent.message().id().conversation();
            long delivery = sent.delivery().value();
            return world.farSides().take(process, kind, conversation, delivery, sent.doubtful(), effect);
        }
    }

    /** Looks for a repeat only if it is told that there may be one: what core must say, it must say. */
    private ExternalRef show(OutboundMessage message) {
        long delivery = message.delivery().value();
        ExternalRef known = byDelivery.get(delivery);
        if (known != null && message.doubtful()) {
            return known;
        }
        refuseIfClosed(message.to());
        Message entry = message.message();
        world.checker().calls().appeared(Call.Kind.SEND, delivery, entry);
        ExternalRef ref = new ExternalRef("shown-" + delivery);
        byDelivery.put(delivery, ref);
        int version = world.checker().revisions().shown(delivery, entry, byEntry.get(entry.id()));
        if (byEntry.containsKey(entry.id())) {
            return ref;
        }
        world.checker().files().arrived(delivery, entry, message.files());
        Shown made = new Shown(ref, entry, version);
        byRef.put(ref, made);
        byEntry.put(entry.id(), made);
        shown.computeIfAbsent(user(message.to()), user -> new ArrayList<>()).add(entry);
        return ref;
    }

    /** What is to be changed is found by its name; made twice, it has the effect of one. */
    private ExternalRef change(SentMessage sent, @Nullable Message after) {
        Shown changed = byRef.get(sent.name());
        if (changed == null) {
            world.checker()
                    .broken(
                            Rule.LAST_WORD,
                            "a change of what was never shown: "
                                    + sent.message().id());
            throw new PortException.Permanent(Refusal.NOT_FOUND, "never shown", null);
        }
        if (after != null) {
            refuseIfClosed(sent.to());
        }
        long delivery = sent.delivery().value();
        world.checker().revisions().changed(delivery, changed, after);
        byDelivery.put(delivery, changed.ref());
        return changed.ref();
    }

    private void refuseIfClosed(ChannelAddress to) {
        if (closed.contains(to.value())) {
            throw new PortException.Permanent(Refusal.CUSTOMER_UNREACHABLE, "takes no direct messages", null);
        }
    }

    /** Known only where the customer was met in public. */
    private Optional<ChannelAddress> otherWay(Customer customer, String user) {
        if (customer.publicPlace().isEmpty()) {
            return Optional.empty();
        }
        threads.add(user);
        return Optional.of(thread(user));
    }
}
