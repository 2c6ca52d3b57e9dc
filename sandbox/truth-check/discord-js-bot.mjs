// A bot on discord.js that the local Discord must satisfy. It tells what it sees as one JSON object per line.
// Environment: DISCORD_API (base without version), DISCORD_TOKEN.
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';

const tell = (event, details = {}) => console.log(JSON.stringify({ event, ...details }));

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    GatewayIntentBits.DirectMessageTyping,
  ],
  partials: [Partials.Channel, Partials.Message],
  rest: { api: process.env.DISCORD_API, version: '10' },
});

const COMMANDS = [
  {
    name: 'bug',
    description: 'Report a bug',
    options: [{ type: 3, name: 'title', description: 'What is wrong', required: true, autocomplete: true }],
  },
  { name: 'form', description: 'Open a form' },
  { name: 'ask', description: 'Ask with buttons' },
];

client.once(Events.ClientReady, async () => {
  const registered = await client.application.commands.set(COMMANDS);
  tell('ready', { user: client.user.username, guilds: client.guilds.cache.size, commands: registered.size });
});

client.on(Events.ShardResume, (shard, replayed) => tell('resumed', { replayed }));
client.on(Events.Error, (error) => tell('error', { message: String(error) }));

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot) {
    return;
  }
  tell('message', {
    id: message.id,
    content: message.content,
    dm: message.channel.isDMBased(),
    files: message.attachments.map((file) => file.name),
  });
  switch (message.content) {
    case 'history': {
      const newest = await message.channel.messages.fetch({ limit: 2 });
      const older = await message.channel.messages.fetch({ limit: 2, before: newest.last().id });
      const later = await message.channel.messages.fetch({ limit: 2, after: older.last().id });
      const texts = (page) => page.map((entry) => entry.content);
      tell('history', { newest: texts(newest), older: texts(older), later: texts(later) });
      break;
    }
    case 'change': {
      const sent = await message.channel.send('draft');
      await sent.edit('final');
      const doomed = await message.channel.send('doomed');
      await doomed.delete();
      tell('changed', { kept: sent.id });
      break;
    }
    case 'file':
      await message.channel.send({
        content: 'here',
        files: [{ attachment: Buffer.from('line 1'), name: 'log.txt', description: 'a log' }],
      });
      break;
    case 'silence':
      break;
    default:
      await message.channel.sendTyping();
      await message.reply(`echo ${message.content}`);
  }
});

client.on(Events.MessageUpdate, (before, after) => {
  if (!after.author?.bot) {
    tell('edited', { id: after.id, content: after.content });
  }
});
client.on(Events.MessageDelete, (message) => tell('deleted', { id: message.id }));
client.on(Events.TypingStart, (typing) => tell('typing', { user: typing.user.id }));

client.on(Events.InteractionCreate, async (interaction) => {
  tell('interaction', { type: interaction.type, locale: interaction.locale, user: interaction.user.username });
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `${typed}!`, value: typed }]);
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'bug') {
    await interaction.deferReply();
    await interaction.editReply(`noted ${interaction.options.getString('title')}`);
    const more = await interaction.followUp({ content: 'only you', flags: MessageFlags.Ephemeral });
    tell('followed', { id: more.id });
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'form') {
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId('form:1')
        .setTitle('A form')
        .addLabelComponents(
          new LabelBuilder()
            .setLabel('Summary')
            .setTextInputComponent(
              new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setRequired(true),
            ),
        ),
    );
    tell('shown');
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'ask') {
    const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary);
    const answer = await interaction.reply({
      content: 'go on?',
      components: [new ActionRowBuilder().addComponents(button)],
      withResponse: true,
    });
    tell('asked', { id: answer.resource.message.id });
  } else if (interaction.isButton()) {
    const menu = new StringSelectMenuBuilder()
      .setCustomId('pick')
      .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
    await interaction.update({ content: 'which?', components: [new ActionRowBuilder().addComponents(menu)] });
    tell('changed');
  } else if (interaction.isStringSelectMenu()) {
    await interaction.deferUpdate();
    await interaction.editReply({ content: `picked ${interaction.values.join()}`, components: [] });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply({
      content: `got ${interaction.fields.getTextInputValue('title')}`,
      flags: MessageFlags.Ephemeral,
    });
    await interaction.deleteReply();
    await interaction.followUp({ content: 'thank you', flags: MessageFlags.Ephemeral });
  }
});

process.on('unhandledRejection', (error) => tell('error', { message: String(error?.stack ?? error) }));
process.stdin.on('end', () => client.destroy().then(() => process.exit(0)));
process.stdin.resume();
await client.login(process.env.DISCORD_TOKEN);
