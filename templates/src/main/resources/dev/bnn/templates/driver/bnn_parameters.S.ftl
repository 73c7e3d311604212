/* The file of parameters as memory of the bare-metal program. Generated from [=d.source.inline]; changes here are lost. The assembler looks
 * for the file where the compiler looks for headers (-I). */
    .section .rodata
    .balign 8
    .global bnn_parameters
    .global bnn_parameters_end
bnn_parameters:
    .incbin "[=d.parameters.file]"
bnn_parameters_end:
#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
