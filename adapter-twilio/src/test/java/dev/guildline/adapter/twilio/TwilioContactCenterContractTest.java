package dev.guildline.adapter.twilio;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.testkit.contract.ContactCenterContract;
import dev.guildline.testkit.contract.FarSide;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

class TwilioContactCenterContractTest {
    @Nested
    class StudioRouting implements ContactCenterContract {
        @Override
        public FarSide farSide() {
            return new SandboxFarSide(Routing.STUDIO);
        }
    }

    @Nested
    class DirectRouting implements ContactCenterContract {
        @Override
        public FarSide farSide() {
            return new SandboxFarSide(Routing.DIRECT);
        }
    }

    private static final class SandboxFarSide implements FarSide {
        private final FlexRig rig;
        private final SandboxAgent ada;

        SandboxFarSide(Routing routing) {
            rig = new FlexRig(routing);
            ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
        }

        @Override
        public ContactCenter contactCenter() {
            return rig.center;
        }

        private ConversationView view(ContactLink link) {
            return rig.sandbox.conversation(link.ref().value()).orElseThrow();
        }

        @Override
        public List<String> entries(ContactLink link) {
            return view(link).messages().stream()
                    .filter(message -> message.attributes().contains(ConversationMirror.DELIVERY))
                    .map(message -> message.body())
                    .toList();
        }

        @Override
        public int agentRequests(ContactLink link) {
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);
            return (int) ada.tasks().stream()
                    .filter(task -> task.conversationSid().equals(link.ref().value()))
                    .filter(task ->
                            task.status() == SandboxTask.Status.OFFERED || task.status() == SandboxTask.Status.ACCEPTED)
                    .count();
        }

        @Override
        public boolean ended(ContactLink link) {
            return view(link).state().equals("closed");
        }

        @Override
        public void loseNextAnswer() {
            rig.sandbox.faults().on("POST", "/**").loseAnswer();
        }

        @Override
        public void refuseNextForTheMoment() {
            rig.sandbox.faults().on("POST", "/**").tooManyRequests(Duration.ofSeconds(1));
        }

        @Override
        public void close() {
            rig.close();
        }
    }
}
