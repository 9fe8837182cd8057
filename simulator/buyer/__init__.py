"""The buyer: `mind` feels, `policy` decides, `voice` words it, `guard` checks every sentence."""
