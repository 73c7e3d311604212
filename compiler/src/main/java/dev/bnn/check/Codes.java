// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

/** Stable identifiers of what the checker finds; docs/language.md explains each. */
final class Codes {
    static final String ENCODING = "BNN004";
    static final String FILE_TOO_LARGE = "BNN005";

    static final String SECTION_MISSING = "BNN101";
    static final String SECTION_TWICE = "BNN102";
    static final String NAME_TWICE = "BNN103";
    static final String NAME_RESERVED = "BNN104";
    static final String NAME_UNKNOWN = "BNN105";
    static final String LAYER_UNKNOWN = "BNN106";
    static final String RECURSION = "BNN107";
    static final String ARGUMENTS = "BNN108";
    static final String BLOCK_UNUSED = "BNN109";
    static final String TOO_MUCH = "BNN110";
    static final String CLASSES = "BNN111";
    static final String OVERFLOW = "BNN112";
    static final String DIVISION = "BNN113";
    static final String NAME_LONG = "BNN114";

    static final String OPTION_UNFIT = "BNN201";
    static final String OPTION_TWICE = "BNN202";
    static final String OPTION_MISSING = "BNN203";
    static final String RANGE = "BNN204";
    static final String WINDOW = "BNN205";
    static final String EVEN_KERNEL = "BNN206";
    static final String PADDING_VALUE = "BNN207";
    static final String WEIGHT_TYPE = "BNN208";
    static final String TOO_LARGE = "BNN209";
    static final String OUTPUTS = "BNN210";
    static final String END = "BNN211";
    static final String REAL_INPUT = "BNN212";
    static final String BIPOLAR_ALREADY = "BNN213";
    static final String POOL_OF_REALS = "BNN214";
    static final String AFTER_FLATTEN = "BNN215";
    static final String SIGN_OF_BYTES = "BNN216";
    static final String UNSCALED_SIGN = "BNN217";
    static final String STREAM = "BNN218";
    static final String RESIDUAL = "BNN219";

    static final String CLOCK = "BNN404";
    static final String BOARD = "BNN405";
    static final String FOLD = "BNN406";
    static final String PART_FULL = "BNN407";
    static final String TARGET_ENTRY = "BNN408";
    static final String FPS = "BNN409";
    static final String MEMORY = "BNN411";
    static final String BUDGET = "BNN412";
    static final String FIFO = "BNN413";
    static final String PARAMETERS = "BNN414";
    static final String OUTPUT = "BNN415";
    static final String TOOL = "BNN416";

    static final String DATA = "BNN501";
    static final String DATA_MISFIT = "BNN502";
    static final String TRAIN_RANGE = "BNN503";
    static final String ALGORITHM = "BNN504";
    static final String TRAIN_ENTRY = "BNN505";

    private Codes() {}
}
