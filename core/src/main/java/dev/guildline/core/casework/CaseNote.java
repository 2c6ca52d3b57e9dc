package dev.guildline.core.casework;

import java.time.Instant;

/**
 * A remark of the team on a case; customers do not see it.
 *
 * @param by who wrote it
 * @param text the remark
 * @param at when
 */
public record CaseNote(String by, String text, Instant at) {}
