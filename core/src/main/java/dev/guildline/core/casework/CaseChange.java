package dev.guildline.core.casework;

import java.time.Instant;

/**
 * One line of a case's history.
 *
 * @param field what changed, for example {@code status}
 * @param from what it was, may be empty
 * @param to what it is now, may be empty
 * @param by who changed it
 * @param at when
 */
public record CaseChange(String field, String from, String to, String by, Instant at) {}
