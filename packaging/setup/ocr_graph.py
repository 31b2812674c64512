"""A net as its nodes in order and its constants by name, to be rewritten by ocr_rewrite.py and saved with the same bytes on every machine."""

import numpy as np
import onnx
from onnx import helper, numpy_helper


class Graph:
    """The nodes in order, and the constants by name."""

    def __init__(self, path):
        model = onnx.load(path)
        self.opset = max(entry.version for entry in model.opset_import)
        self.input = model.graph.input[0].name
        self.output = model.graph.output[0].name
        self.constants = {entry.name: numpy_helper.to_array(entry) for entry in model.graph.initializer}
        self.nodes = []
        for node in model.graph.node:
            if node.op_type == "Constant":
                self.constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
            else:
                self.nodes.append(node)

    def producer(self, name):
        return next((node for node in self.nodes if name in node.output), None)

    def consumers(self, name):
        return [node for node in self.nodes if name in node.input]

    def only_consumer(self, name, kind):
        found = self.consumers(name)
        return found[0] if len(found) == 1 and found[0].op_type == kind and name != self.output else None

    def constant(self, node):
        """The constant among two inputs and the other input; None, None when both or neither are constant."""
        known = [name for name in node.input if name in self.constants]
        other = [name for name in node.input if name not in self.constants]
        return (self.constants[known[0]], other[0]) if len(known) == 1 and len(other) == 1 else (None, None)

    def drop(self, *nodes):
        for node in nodes:
            self.nodes.remove(node)

    def rename(self, old, new):
        for node in self.nodes:
            for index, name in enumerate(node.input):
                if name == old:
                    node.input[index] = new

    def add(self, at, kind, inputs, output, **attributes):
        node = helper.make_node(kind, inputs, [output], name=output, **attributes)
        self.nodes.insert(at, node)
        return node

    def store(self, name, value):
        self.constants[name] = np.asarray(value)
        return name

    def save(self, path, input_shape, output_shape):
        used = {name for node in self.nodes for name in node.input}
        weights = [numpy_helper.from_array(np.ascontiguousarray(self.constants[name]), name) for name in sorted(self.constants) if name in used]
        graph = helper.make_graph(
            self.nodes, "ppocr",
            [helper.make_tensor_value_info(self.input, onnx.TensorProto.FLOAT, input_shape)],
            [helper.make_tensor_value_info(self.output, onnx.TensorProto.FLOAT, output_shape)],
            weights)
        model = helper.make_model(graph, producer_name="xiaowu", opset_imports=[helper.make_opsetid("", self.opset)])
        model.ir_version = 7
        with open(path, "wb") as stream:
            stream.write(model.SerializeToString(deterministic=True))
