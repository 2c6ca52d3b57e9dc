package dev.guildline.sandbox.discord;

import java.util.List;

/**
 * A form the bot opened for one person.
 *
 * @param interactionId id of the interaction it answered; names the modal in {@link SandboxUser#submitModal}
 * @param channelId id of the channel it was opened in
 * @param customId the bot's id for it
 * @param title heading
 * @param components labels with their inputs, and texts
 */
public record SandboxModal(
        String interactionId, String channelId, String customId, String title, List<SandboxComponent> components) {
    public SandboxModal {
        components = List.copyOf(components);
    }

    /**
     * The inputs in order, without the labels around them.
     *
     * @return components that take a value
     */
    public List<SandboxComponent> inputs() {
        return components.stream()
                .flatMap(SandboxComponent::flattened)
                .filter(component -> !component.customId().isEmpty())
                .toList();
    }
}
