package dev.guildline.core.simulation;

import dev.guildline.core.Guildline;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.Message;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ChoiceTaken;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.HelpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A customer: writes, presses buttons old and new, asks for help. */
final class CustomerActor {
    private static final String SPACE = "sim:";

    private final World world;
    private final String name;
    private int events;

    CustomerActor(World world, String name) {
        this.world = world;
        this.name = name;
    }

    void act(Chance chance) {
        int kind = chance.below(20);
        if (kind < 11) {
            writes();
            if (kind == 0) {
                writes();
            }
        } else if (kind < 18) {
            pressesSomething(chance);
        } else {
            asksForHelp();
        }
    }

    static CustomerId id(String name) {
        return new CustomerId(SPACE + name);
    }

    static String name(CustomerId id) {
        return id.value().substring(SPACE.length());
    }

    /** Where they are at this moment, and where they were met in public, if they were. */
    private CustomerSeen seen() {
        ChannelAddress place = SimulatedChannel.address(name);
        ChannelAddress publicPlace = null;
        if (world.features().otherWay()) {
            Chance chance = world.deeds().chance();
            publicPlace = chance.percent(60) ? new ChannelAddress(SimulatedChannel.ID, "public") : null;
            place = world.channel().hasThread(name) && chance.percent(60) ? SimulatedChannel.thread(name) : place;
        }
        return new CustomerSeen(id(name), place, name, Locale.ENGLISH, publicPlace);
    }

    private InboxKey key() {
        return new InboxKey("sim." + name, "event-" + ++events);
    }

    /** Returns what they wrote. */
    String writes() {
        InboxKey key = key();
        String words = name + "-" + events;
        ExternalRef source = new ExternalRef("source-" + key);
        List<Attachment> files = world.files().some(world.deeds().chance());
        CustomerMessage message = new CustomerMessage(key, seen(), words, files, source, null);
        Told told = tell(Told.Kind.WROTE, key, words, g -> g.conversations().customerWrote(message));
        told.place = message.customer().address();
        world.deeds().wrote(new Written(told, words, source, false));
        return words;
    }

    void asksForHelp() {
        InboxKey key = key();
        HelpRequest request = new HelpRequest(key, seen());
        tell(Told.Kind.HELP, key, null, g -> g.conversations().helpRequested(request));
    }

    private void pressesSomething(Chance chance) {
        List<Message> prompts = new ArrayList<>();
        for (Message message : world.channel().shownTo(name)) {
            if (!message.body().choices().isEmpty()) {
                prompts.add(message);
            }
        }
        if (prompts.isEmpty()) {
            writes();
        } else {
            Message prompt = chance.percent(50) ? prompts.get(prompts.size() - 1) : chance.oneOf(prompts);
            presses(prompt, chance.oneOf(prompt.body().choices()));
        }
    }

    /** Presses the newest button that is called so. */
    void presses(String choice) {
        List<Message> shown = world.channel().shownTo(name);
        for (int i = shown.size() - 1; i >= 0; i--) {
            Optional<Choice> offered = shown.get(i).body().choice(choice);
            if (offered.isPresent()) {
                presses(shown.get(i), offered.get());
                return;
            }
        }
        throw new IllegalStateException(name + " sees no button " + choice);
    }

    private void presses(Message prompt, Choice choice) {
        InboxKey key = key();
        ChoiceTaken taken = new ChoiceTaken(key, seen(), prompt.id(), choice.key());
        tell(Told.Kind.PRESSED, key, null, g -> g.conversations().choiceMade(taken));
    }

    private Told tell(
            Told.Kind kind, InboxKey key, @Nullable String words, Function<Guildline, CompletionStage<?>> telling) {
        Told told = new Told(world, kind, key, name, words, null, telling);
        world.tellings().add(told);
        return told;
    }

    @Override
    public String toString() {
        return name;
    }
}
