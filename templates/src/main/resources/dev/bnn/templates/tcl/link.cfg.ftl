# How v++ links the kernel of network [=d.network] with the shell of a card. Generated from [=d.source.inline]; changes here are lost.
kernel_frequency=[=d.card.clockMhz]

[connectivity]
nk=[=d.top]:1:[=d.top]_1
