// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

/** Numbers of the fields that this project reads and writes, as onnx.proto of the public ONNX specification assigns them. */
final class Fields {
    static final int MODEL_IR_VERSION = 1;
    static final int MODEL_PRODUCER = 2;
    static final int MODEL_GRAPH = 7;
    static final int MODEL_OPSETS = 8;
    static final int MODEL_METADATA = 14;
    static final int MODEL_FUNCTION = 25;

    static final int FUNCTION_NAME = 1;
    static final int FUNCTION_DOMAIN = 10;

    static final int OPSET_DOMAIN = 1;
    static final int OPSET_VERSION = 2;

    static final int ENTRY_KEY = 1;
    static final int ENTRY_VALUE = 2;

    static final int GRAPH_NODE = 1;
    static final int GRAPH_NAME = 2;
    static final int GRAPH_INITIALIZER = 5;
    static final int GRAPH_INPUT = 11;
    static final int GRAPH_OUTPUT = 12;
    static final int GRAPH_ANNOTATION = 14;
    static final int GRAPH_SPARSE = 15;

    static final int SPARSE_VALUES = 1;

    static final int ANNOTATION_VALUE = 1;
    static final int ANNOTATION_ENTRY = 2;

    static final int NODE_INPUT = 1;
    static final int NODE_OUTPUT = 2;
    static final int NODE_NAME = 3;
    static final int NODE_OP = 4;
    static final int NODE_ATTRIBUTE = 5;
    static final int NODE_DOMAIN = 7;
    static final int NODE_OVERLOAD = 8;

    static final int ATTRIBUTE_NAME = 1;
    static final int ATTRIBUTE_FLOAT = 2;
    static final int ATTRIBUTE_INT = 3;
    static final int ATTRIBUTE_TEXT = 4;
    static final int ATTRIBUTE_TENSOR = 5;
    static final int ATTRIBUTE_GRAPH = 6;
    static final int ATTRIBUTE_FLOATS = 7;
    static final int ATTRIBUTE_INTS = 8;
    static final int ATTRIBUTE_TEXTS = 9;
    static final int ATTRIBUTE_TENSORS = 10;
    static final int ATTRIBUTE_GRAPHS = 11;
    static final int ATTRIBUTE_TYPE_VALUE = 14;
    static final int ATTRIBUTE_TYPE_VALUES = 15;
    static final int ATTRIBUTE_TYPE = 20;
    static final int ATTRIBUTE_REFERENCE = 21;
    static final int ATTRIBUTE_SPARSE = 22;
    static final int ATTRIBUTE_SPARSES = 23;

    /** Values of {@link #ATTRIBUTE_TYPE}. */
    static final int TYPE_FLOAT = 1;

    static final int TYPE_INT = 2;
    static final int TYPE_TEXT = 3;
    static final int TYPE_TENSOR = 4;
    static final int TYPE_GRAPH = 5;
    static final int TYPE_FLOATS = 6;
    static final int TYPE_INTS = 7;
    static final int TYPE_TEXTS = 8;
    static final int TYPE_TENSORS = 9;
    static final int TYPE_GRAPHS = 10;
    static final int TYPE_SPARSE = 11;
    static final int TYPE_SPARSES = 12;
    static final int TYPE_TYPE_VALUE = 13;
    static final int TYPE_TYPE_VALUES = 14;

    static final int TENSOR_DIMS = 1;
    static final int TENSOR_TYPE = 2;
    static final int TENSOR_SEGMENT = 3;
    static final int TENSOR_FLOATS = 4;
    static final int TENSOR_INT32S = 5;
    static final int TENSOR_TEXTS = 6;
    static final int TENSOR_INT64S = 7;
    static final int TENSOR_NAME = 8;
    static final int TENSOR_RAW = 9;
    static final int TENSOR_DOUBLES = 10;
    static final int TENSOR_UINT64S = 11;
    static final int TENSOR_EXTERNAL = 13;
    static final int TENSOR_LOCATION = 14;

    static final int VALUE_NAME = 1;
    static final int VALUE_TYPE = 2;
    static final int TYPE_OF_TENSOR = 1;
    static final int TENSOR_TYPE_ELEMENT = 1;
    static final int TENSOR_TYPE_SHAPE = 2;
    static final int SHAPE_DIM = 1;
    static final int DIM_SIZE = 1;
    static final int DIM_NAME = 2;

    private Fields() {}
}
