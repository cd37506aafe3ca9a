"""The ways out: e-mail, chat services, signed webhooks. Knows nothing of what is owed; import from here."""

from tracker.alerts.channels import chat, mail, webhook
from tracker.alerts.channels.message import Blame, Message, NotDelivered
from tracker.models import Channel

SENDERS = {
    Channel.Kind.EMAIL: mail.send,
    Channel.Kind.CHAT: chat.send,
    Channel.Kind.WEBHOOK: webhook.send,
    Channel.Kind.RECEIVER: webhook.send,
}


def send(channel: Channel, message: Message) -> str:
    """Send it the channel's way; returns the other side's answer in words, or raises NotDelivered with it."""
    return SENDERS[Channel.Kind(channel.kind)](channel, message)


__all__ = ["SENDERS", "Blame", "Message", "NotDelivered", "chat", "mail", "send", "webhook"]
