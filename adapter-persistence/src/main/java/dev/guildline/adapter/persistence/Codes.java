package dev.guildline.adapter.persistence;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CasePriority;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How the constants of an enum are written in the database. Spelled out, so that renaming a constant leaves stored data
 * readable and adding one does not compile until it has a code.
 */
final class Codes<E extends Enum<E>> {
    static final Codes<AuthorKind> AUTHOR = new Codes<>(AuthorKind.class, kind -> switch (kind) {
        case CUSTOMER -> "customer";
        case VIRTUAL_AGENT -> "virtual_agent";
        case AGENT -> "agent";
        case SYSTEM -> "system";
    });

    static final Codes<ChoiceStyle> CHOICE_STYLE = new Codes<>(ChoiceStyle.class, style -> switch (style) {
        case PRIMARY -> "primary";
        case SECONDARY -> "secondary";
        case POSITIVE -> "positive";
        case NEGATIVE -> "negative";
    });

    static final Codes<EnclosureKind> ENCLOSURE = new Codes<>(EnclosureKind.class, kind -> switch (kind) {
        case QUOTE -> "quote";
        case STICKER -> "sticker";
        case FORWARD -> "forward";
        case POLL -> "poll";
        case VOICE -> "voice";
        case CARD -> "card";
        case FILE -> "file";
        case OTHER -> "other";
    });

    static final Codes<ConversationStatus> STATUS = new Codes<>(ConversationStatus.class, status -> switch (status) {
        case WITH_VIRTUAL_AGENT -> "with_virtual_agent";
        case WAITING_FOR_AGENT -> "waiting_for_agent";
        case WITH_AGENT -> "with_agent";
        case CLOSED -> "closed";
    });

    static final Codes<CloseReason> CLOSE_REASON = new Codes<>(CloseReason.class, reason -> switch (reason) {
        case AGENT_ENDED -> "agent_ended";
        case CUSTOMER_ENDED -> "customer_ended";
        case IDLE -> "idle";
        case STAFF_ENDED -> "staff_ended";
        case NOT_ADMITTED -> "not_admitted";
        case CONTACT_CENTER_ENDED -> "contact_center_ended";
    });

    static final Codes<HandoffReason> HANDOFF_REASON = new Codes<>(HandoffReason.class, reason -> switch (reason) {
        case CUSTOMER_CHOSE -> "customer_chose";
        case CUSTOMER_ASKED -> "customer_asked";
        case REQUESTED_BY_STAFF -> "requested_by_staff";
    });

    static final Codes<Side> SIDE = new Codes<>(Side.class, side -> switch (side) {
        case CUSTOMER -> "customer";
        case CONTACT_CENTER -> "contact_center";
        case VIRTUAL_AGENT -> "virtual_agent";
    });

    static final Codes<DeliveryState> DELIVERY_STATE = new Codes<>(DeliveryState.class, state -> switch (state) {
        case PENDING -> "pending";
        case DELIVERED -> "delivered";
        case REFUSED -> "refused";
        case UNKNOWN -> "unknown";
        case PARKED -> "parked";
    });

    static final Codes<CaseKind> CASE_KIND = new Codes<>(CaseKind.class, kind -> switch (kind) {
        case HELP -> "help";
        case BUG -> "bug";
        case FEATURE -> "feature";
    });

    static final Codes<CaseStatus> CASE_STATUS = new Codes<>(CaseStatus.class, status -> switch (status) {
        case OPEN -> "open";
        case ELEVATED -> "elevated";
        case CLOSED -> "closed";
    });

    static final Codes<CasePriority> CASE_PRIORITY = new Codes<>(CasePriority.class, priority -> switch (priority) {
        case LOW -> "low";
        case NORMAL -> "normal";
        case HIGH -> "high";
        case URGENT -> "urgent";
    });

    static final Codes<AttachmentRefusal> ATTACHMENT_REFUSAL =
            new Codes<>(AttachmentRefusal.class, why -> switch (why) {
                case TOO_LARGE -> "too_large";
                case TYPE_NOT_ALLOWED -> "type_not_allowed";
                case TOO_MANY -> "too_many";
                case GONE -> "gone";
                case FAILED -> "failed";
                case NO_LONGER_KEPT -> "no_longer_kept";
            });

    static final Codes<RetentionStore.Stage> RETENTION_STAGE =
            new Codes<>(RetentionStore.Stage.class, stage -> switch (stage) {
                case FILES -> "files";
                case SPARED_FILES -> "spared_files";
                case DELIVERIES -> "deliveries";
                case SPARED_DELIVERIES -> "spared_deliveries";
                case TALKS -> "talks";
                case SPARED_TALKS -> "spared_talks";
                case MISSING_TALKS -> "missing_talks";
                case EVENTS -> "events";
            });

    static final Codes<UnansweredCause> UNANSWERED_CAUSE = new Codes<>(UnansweredCause.class, cause -> switch (cause) {
        case NO_ANSWER -> "no_answer";
        case REJECTED -> "rejected";
        case PERSON_WANTED -> "person_wanted";
    });

    private final String what;
    private final Function<E, String> spelling;
    private final Map<String, E> byCode = new HashMap<>();

    private Codes(Class<E> type, Function<E, String> spelling) {
        this.what = type.getSimpleName();
        this.spelling = spelling;
        for (E constant : type.getEnumConstants()) {
            if (byCode.put(spelling.apply(constant), constant) != null) {
                throw new IllegalStateException(what + " has two constants of the same code");
            }
        }
    }

    String code(E constant) {
        return spelling.apply(constant);
    }

    E constant(String code) {
        E constant = byCode.get(code);
        if (constant == null) {
            throw JdbcErrors.unreadable(what + " of code " + code);
        }
        return constant;
    }
}
