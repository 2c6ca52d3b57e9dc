/** Guildline's domain, its ports and its relay, without any dependency at run time. */
@org.jspecify.annotations.NullMarked
module dev.guildline.core {
    requires static transitive org.jspecify;
}
