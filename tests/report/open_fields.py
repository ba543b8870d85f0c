#!/usr/bin/python3
"""Opens the files of FieldFiles as a user's tools do: fields.h5 with xarray, frames as VTK's XML formats say.

The values are those of frames.hpp: every cell of every frame and field has its own number. Usage: open_fields.py FOLDER,
where test_report wrote its samples.
"""
import pathlib
import sys
import xml.etree.ElementTree as xml

import numpy as np
import xarray

FRAMES = 4
FIELDS = {"il1": ("1", 0.0), "collagen_total": ("1", 1.0), "scar_load": ("day", 0.0)}
DAYS = np.arange(FRAMES) / 3.0


def even(cells, cell):
    return cell * np.arange(cells + 1)


def graded(cells):
    return np.concatenate([[0.0], np.cumsum(10e-6 * 1.5 ** np.arange(cells))])


SAMPLES = {
    "block": {"x": even(4, 50e-6), "y": even(3, 50e-6), "z": even(5, 20e-6)},
    "graded_block": {"x": even(4, 50e-6), "y": even(3, 50e-6), "z": graded(5)},
    "section": {"r": graded(6), "z": graded(5)},
    "column": {"z": graded(5)},
    "large_block": {"x": even(71, 10e-6), "y": even(67, 10e-6), "z": even(73, 10e-6)},
}


def expected(axes, field):
    """All frames of a field as [time, z, y, x], however many of the last three there are."""
    shape = (FRAMES, *(len(faces) - 1 for faces in reversed(axes.values())))
    start = list(FIELDS).index(field) * int(np.prod(shape))
    return np.arange(start, start + np.prod(shape), dtype=np.float32).reshape(shape)


def check_hdf5(path, axes, engine):
    with xarray.open_dataset(path, engine=engine) as data:
        assert list(data.data_vars) == list(FIELDS) or engine == "h5netcdf", list(data.data_vars)
        assert set(data.data_vars) == set(FIELDS)
        assert data.encoding["unlimited_dims"] == {"time"}
        assert data.attrs["source"] == "Percuta; research and education software, no medical device"
        assert data.attrs["history"] == "percuta run plan.toml"
        assert {"Conventions", "title"} <= set(data.attrs)
        assert data.time.dtype == np.float64 and data.time.attrs["units"] == "day", "must not be decoded"
        np.testing.assert_allclose(data.time, DAYS, rtol=1e-15)
        for name, faces in axes.items():
            np.testing.assert_allclose(data[name], 0.5 * (faces[1:] + faces[:-1]), rtol=1e-12)
            np.testing.assert_allclose(data[name + "_faces"], faces, rtol=1e-12, atol=1e-18)
            for coordinate in (data[name], data[name + "_faces"]):
                assert coordinate.attrs["units"] == "m" and coordinate.attrs["long_name"]
                assert coordinate.attrs.get("positive") == ("down" if name == "z" else None)
        for name, (unit, rest) in FIELDS.items():
            field = data[name]
            assert field.dims == ("time", *reversed(axes)), field.dims
            assert field.dtype == np.float32
            assert field.attrs["units"] == unit and field.attrs["rest"] == rest and field.attrs["long_name"]
            np.testing.assert_array_equal(field, expected(axes, name))


def read_vtk(path):
    """The XML of a file without its appended data, and the arrays of its cells."""
    head, raw = path.read_bytes().split(b'<AppendedData encoding="raw">\n_', 1)
    file = xml.fromstring(head + b"</VTKFile>")
    assert file.attrib["byte_order"] == "LittleEndian" and file.attrib["header_type"] == "UInt64"
    assert file.attrib["version"] == "1.0"
    arrays, end = {}, 0
    for array in file.find(".//CellData"):
        assert array.attrib["type"] == "Float32" and array.attrib["format"] == "appended"
        offset = int(array.attrib["offset"])
        assert offset == end, "arrays follow each other without a gap"
        size = int(np.frombuffer(raw, "<u8", 1, offset)[0])
        arrays[array.attrib["Name"]] = np.frombuffer(raw, "<f4", size // 4, offset + 8)
        end = offset + 8 + size
    assert raw[end:].startswith(b"\n  </AppendedData>\n</VTKFile>\n<!-- check "), "and end with the file"
    return file, arrays


def numbers(text):
    return np.array([float(word) for word in text.split()])


def coordinates(file, extent):
    """Faces along VTK's three axes, in millimetres."""
    grid = file[0]
    if file.attrib["type"] == "ImageData":
        origin, spacing = numbers(grid.attrib["Origin"]), numbers(grid.attrib["Spacing"])
        return [o + s * np.arange(n + 1) for o, s, n in zip(origin, spacing, extent)]
    return [numbers(array.text) for array in file.find(".//Coordinates")]


def check_vtk(path, axes, frame):
    file, arrays = read_vtk(path)
    extent = numbers(file[0].attrib["WholeExtent"])[1::2].astype(int)
    assert file[0].attrib["WholeExtent"] == file[0][0].attrib["Extent"]
    assert file[0].tag == file.attrib["type"]
    time = file.find(".//FieldData/DataArray[@Name='TimeValue']")
    assert float(time.text) == DAYS[frame]
    # Depth is negative, so that it lies below on the screen, and a column stands upright.
    wanted = [1e3 * faces if name != "z" else -1e3 * faces[::-1] for name, faces in axes.items()]
    if list(axes) == ["z"]:
        wanted.insert(0, np.zeros(1))
    wanted += [np.zeros(1)] * (3 - len(wanted))
    for found, faces, cells in zip(coordinates(file, extent), wanted, extent):
        assert len(found) == len(faces) == cells + 1
        np.testing.assert_allclose(found, faces, rtol=1e-11, atol=1e-12)
    assert list(arrays) == list(FIELDS)
    for name, values in arrays.items():
        upright = expected(axes, name)[frame]
        depth = upright.ndim - 1 - list(axes).index("z")
        np.testing.assert_array_equal(values, np.flip(upright, depth).ravel())


def check_collection(path, extension):
    file = xml.parse(path).getroot()
    assert file.attrib["type"] == "Collection"
    frames = [(float(entry.attrib["timestep"]), entry.attrib["file"]) for entry in file.find("Collection")]
    assert frames == [(DAYS[i], f"fields_{i:04}{extension}") for i in range(FRAMES)], frames


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, axes in SAMPLES.items():
        for engine in ("netcdf4", "h5netcdf"):
            check_hdf5(folder / name / "fields.h5", axes, engine)
        extension = ".vti" if name in ("block", "large_block") else ".vtr"
        check_collection(folder / name / "fields.pvd", extension)
        for frame in range(FRAMES):
            check_vtk(folder / name / f"fields_{frame:04}{extension}", axes, frame)
    print(f"{len(SAMPLES)} grids, {FRAMES} frames each: opened as they should")


main()
