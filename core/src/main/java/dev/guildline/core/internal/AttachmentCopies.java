package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.KeptAttachment;
import dev.guildline.core.relay.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies the files of a message before it is delivered: the message keeps its place in the lane meanwhile, and what is
 * copied is found again after a crash. A file that cannot be had holds its message up for a few attempts only.
 */
final class AttachmentCopies {
    private static final int ATTEMPTS = 3;

    /** Opens files where they were sent. */
    interface Source {
        InputStream fetch(Attachment file, @Nullable ExternalRef message);
    }

    /** Where files of customers and of agents come from. */
    interface Sources {
        /** Empty if that side cannot give out its files. */
        Optional<Source> of(Courier.Load load, Side side);
    }

    private final @Nullable AttachmentStore store;
    private final AttachmentPolicy policy;
    private final Executor executor;
    private final Sources sources;
    private final Speech speech;
    private final Wording wording;
    private final AgentNotes notes;
    private final JournalWriter writer;
    private final BooleanSupplier mayBegin;

    AttachmentCopies(
            @Nullable AttachmentStore store,
            AttachmentPolicy policy,
            Executor executor,
            Sources sources,
            Speech speech,
            Wording wording,
            AgentNotes notes,
            JournalWriter writer,
            BooleanSupplier mayBegin) {
        this.store = store;
        this.policy = policy;
        this.executor = executor;
        this.sources = sources;
        this.speech = speech;
        this.wording = wording;
        this.notes = notes;
        this.writer = writer;
        this.mayBegin = mayBegin;
    }

    /** Whether files are kept at all. */
    boolean areKept() {
        return store != null;
    }

    /** Completes when every file of the entry is copied, or known to stay behind. */
    CompletionStage<Freight> prepare(Courier.Load load, Message entry) {
        AttachmentStore kept = store;
        if (kept == null || entry.attachments().isEmpty()) {
            return CompletableFuture.completedFuture(Freight.without(entry));
        }
        Side from = entry.author().kind() == AuthorKind.CUSTOMER ? Side.CUSTOMER : Side.CONTACT_CENTER;
        Optional<Source> source = sources.of(load, from);
        if (source.isEmpty()) {
            return CompletableFuture.completedFuture(Freight.without(entry));
        }
        return writer.read(step -> step.tx().journal().nameOf(entry.id(), from))
                .thenApplyAsync(name -> copy(kept, source.get(), load, entry, name.orElse(null)), executor);
    }

    private Freight copy(
            AttachmentStore kept, Source source, Courier.Load load, Message entry, @Nullable ExternalRef name) {
        List<CarriedFile> files = new ArrayList<>();
        List<KeptAttachment> left = new ArrayList<>();
        for (int place = 0; place < entry.attachments().size(); place++) {
            AttachmentKey key = new AttachmentKey(entry.id(), place);
            Attachment described = entry.attachments().get(place);
            boolean lastAttempt = load.delivery().attempts() + 1 >= ATTEMPTS;
            KeptAttachment copied =
                    kept.find(key).orElseGet(() -> fetch(kept, source, key, described, name, lastAttempt));
            if (copied.refusal().isPresent()) {
                left.add(copied);
            } else {
                files.add(carried(kept, copied));
            }
        }
        return new Freight(shown(load, entry, left), List.copyOf(files), List.copyOf(left));
    }

    private KeptAttachment fetch(
            AttachmentStore kept,
            Source source,
            AttachmentKey key,
            Attachment described,
            @Nullable ExternalRef name,
            boolean lastAttempt) {
        Optional<AttachmentRefusal> against = policy.against(described, key.place());
        if (against.isPresent()) {
            return kept.refuse(key, described, against.get());
        }
        try (InputStream content = source.fetch(described, name)) {
            return kept.keep(key, described, content, policy.largest());
        } catch (PortException.Permanent never) {
            boolean gone = never.reason() == Refusal.NOT_FOUND;
            return kept.refuse(key, described, gone ? AttachmentRefusal.GONE : AttachmentRefusal.FAILED);
        } catch (IOException | PortException trouble) {
            if (lastAttempt) {
                return kept.refuse(key, described, AttachmentRefusal.FAILED);
            }
            throw new PortException.Retryable("attachment " + key + " could not be copied", trouble);
        }
    }

    /** The entry as text, with a line for each file that stays behind. */
    private Message shown(Courier.Load load, Message entry, List<KeptAttachment> left) {
        Locale locale = load.delivery().side() == Side.CUSTOMER
                ? load.conversation().customer().language()
                : notes.language();
        StringBuilder text = new StringBuilder(entry.body().plainText());
        for (KeptAttachment file : left) {
            text.append(text.isEmpty() ? "" : "\n").append(wording.fileLeft(locale, file, policy.largest()));
        }
        MessageBody body = left.isEmpty() ? entry.body() : new MessageBody.Text(text.toString());
        return new Message(entry.id(), entry.author(), body, List.of(), entry.replyToOrNull(), entry.at());
    }

    /** How a side that takes freight does it. */
    interface Taking {
        CompletionStage<ExternalRef> take(Freight freight);
    }

    /** How it went out in the end. */
    record Arrived(ExternalRef name, Freight freight) {}

    /** Has an entry taken with its files, and without them if the other side does not accept it so. */
    CompletionStage<Arrived> bring(Courier.Load load, Message entry, Taking taking) {
        return prepare(load, entry)
                .thenCompose(freight -> take(taking, freight)
                        .thenApply(name -> new Arrived(name, freight))
                        .exceptionallyCompose(failure -> {
                            if (freight.files().isEmpty() || !isNotAccepted(failure)) {
                                return CompletableFuture.failedFuture(failure);
                            }
                            Freight lighter = lighter(load, entry, freight);
                            return take(taking, lighter).thenApply(name -> new Arrived(name, lighter));
                        }));
    }

    /** The lease may have ended while files were copied. */
    private CompletionStage<ExternalRef> take(Taking taking, Freight freight) {
        return mayBegin.getAsBoolean() ? taking.take(freight) : CompletableFuture.failedFuture(new StoodDown());
    }

    private static boolean isNotAccepted(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof PortException.Permanent permanent && permanent.reason() == Refusal.INVALID;
    }

    private Freight lighter(Courier.Load load, Message entry, Freight freight) {
        List<KeptAttachment> left = new ArrayList<>(freight.left());
        for (CarriedFile file : freight.files()) {
            left.add(new KeptAttachment(
                    file.key(), file.name(), file.contentType(), file.size(), AttachmentRefusal.FAILED));
        }
        return new Freight(shown(load, entry, left), List.of(), List.copyOf(left));
    }

    /** Tells whoever sent the entry which of its files stayed behind, and why. */
    void tellSender(Step step, Message entry, Freight freight) {
        if (freight.left().isEmpty()) {
            return;
        }
        Optional<Conversation> found = step.tx().conversations().find(entry.id().conversation());
        if (found.filter(Conversation::isOpen).isEmpty()) {
            return;
        }
        Conversation conversation = found.get();
        boolean byCustomer = entry.author().kind() == AuthorKind.CUSTOMER;
        Locale locale = byCustomer ? conversation.customer().language() : notes.language();
        for (KeptAttachment file : freight.left()) {
            MessageBody remark = wording.fileNotPassedOn(locale, file, policy.largest());
            conversation = byCustomer
                    ? speech.notice(step, conversation, remark)
                    : speech.noteForAgent(step, conversation, remark);
        }
        step.save(conversation);
    }

    /** A kept file with its content; empty if there is none. */
    CompletionStage<Optional<CarriedFile>> find(AttachmentKey key) {
        AttachmentStore kept = store;
        return kept == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.supplyAsync(
                        () -> kept.find(key)
                                .filter(file -> file.refusal().isEmpty())
                                .map(file -> carried(kept, file)),
                        executor);
    }

    private static CarriedFile carried(AttachmentStore kept, KeptAttachment file) {
        return new CarriedFile(file.key(), file.name(), file.contentType(), file.size(), () -> kept.open(file.key()));
    }
}
