package dev.guildline.adapter.languagemodel;

import java.util.regex.Pattern;

/** Takes out of a customer's words what says who they are and is of no use for finding an answer. */
final class PersonalData {
    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,255}");
    private static final Pattern MENTION = Pattern.compile("<[@#][!&]?\\d{5,20}>");
    /** Telephone, card and order numbers, also in groups: six digits or more. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\p{Nd}(?:[ ().-]{0,2}\\p{Nd}){5,}");

    private PersonalData() {}

    static String removed(String text) {
        String without = MENTION.matcher(text).replaceAll("(name)");
        without = MAIL.matcher(without).replaceAll("(mail address)");
        return NUMBER.matcher(without).replaceAll("(number)");
    }
}
