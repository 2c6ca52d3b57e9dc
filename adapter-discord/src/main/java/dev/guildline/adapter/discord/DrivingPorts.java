package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.Knowledge;

/** What events are passed on to. */
record DrivingPorts(Conversations conversations, Casework casework, Knowledge knowledge) {}
