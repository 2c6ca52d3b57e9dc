package dev.guildline.sandbox.discord;

import java.util.List;

/**
 * A card on a message. Texts that were not set are empty.
 *
 * @param title heading
 * @param description body text
 * @param url link of the heading
 * @param color RGB colour; -1 if none was set
 * @param author line above the heading
 * @param footer line at the end
 * @param imageUrl large picture
 * @param thumbnailUrl small picture
 * @param fields the fields in order
 */
public record SandboxEmbed(
        String title,
        String description,
        String url,
        int color,
        String author,
        String footer,
        String imageUrl,
        String thumbnailUrl,
        List<Field> fields) {
    /**
     * A named value in a card.
     *
     * @param name its heading
     * @param value its text
     * @param inline whether it may share a line with its neighbours
     */
    public record Field(String name, String value, boolean inline) {}

    public SandboxEmbed {
        fields = List.copyOf(fields);
    }
}
