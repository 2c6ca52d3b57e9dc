/** Guildline's domain, its ports and its relay, without any dependency at run time. */
@org.jspecify.annotations.NullMarked
module dev.guildline.core {
    requires static transitive org.jspecify;

    exports dev.guildline.core;
    exports dev.guildline.core.admission;
    exports dev.guildline.core.casework;
    exports dev.guildline.core.conversation;
    exports dev.guildline.core.error;
    exports dev.guildline.core.id;
    exports dev.guildline.core.knowledge;
    exports dev.guildline.core.memory;
    exports dev.guildline.core.message;
    exports dev.guildline.core.participant;
    exports dev.guildline.core.port.assistant;
    exports dev.guildline.core.port.casework;
    exports dev.guildline.core.port.channel;
    exports dev.guildline.core.port.contactcenter;
    exports dev.guildline.core.port.health;
    exports dev.guildline.core.port.knowledge;
    exports dev.guildline.core.port.store;
    exports dev.guildline.core.port.webhook;
    exports dev.guildline.core.relay;
    exports dev.guildline.core.usecase;
}
