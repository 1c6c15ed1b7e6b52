//! Automations as people and integrations look after them.
