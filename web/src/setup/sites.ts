// Outlines of the map of body sites. Halves are mirrored; `middle` is the line they meet at.

export interface Region {
  site: string;
  /** Right half of the drawing, or the whole of it. */
  path: string;
  mirrored: boolean;
}
export interface Drawing {
  name: 'face' | 'front' | 'back';
  width: number;
  height: number;
  middle: number;
  regions: Region[];
  /** Lines that are only to be looked at. */
  lines: { path: string; mirrored: boolean }[];
}

const body =
  'M80 10C89 10 94 17 94 27C94 36 91 43 87 47L87 55C92 60 108 62 114 68C120 74 121 84 122 96C124 116 127 130 130 146C133 160 137 176 139 188C142 196 142 207 138 213C134 214 131 206 131 198C130 188 125 172 120 156C117 144 113 130 110 116C109 108 108 102 107 98C106 116 104 126 103 136C103 148 108 160 110 176C112 200 108 226 104 246C105 262 107 276 104 296C101 316 99 330 98 342C100 350 105 354 105 357C98 360 90 359 88 356C88 346 90 334 89 320C87 300 87 280 88 262C86 240 84 214 81 196L80 196';
const limbs: Region[] = [
  { site: 'upper-arm', path: 'M111 71C118 75 119 86 120 96C121.500 112 123 124 125 136L115 140C112 128 110 116 109 106C108 94 107 82 111 71Z', mirrored: true },
  { site: 'thigh', path: 'M83 197C93 194 103 188 108.500 180C110 200 106.500 226 103 243L89.500 245C87.500 226 85.500 212 83 197Z', mirrored: true },
  { site: 'leg', path: 'M89.500 251L103 250C104 262 105.500 278 102.500 296C99.500 316 97.500 328 96.500 338L90 338C91 326 88.500 300 88.500 290C88 276 88.500 264 89.500 251Z', mirrored: true },
];

export const drawings: Drawing[] = [
  {
    name: 'face', width: 200, height: 250, middle: 100,
    lines: [
      { path: 'M100 18C140 18 162 50 161 97C160 132 152 167 132 189C120 202 110 209 100 209', mirrored: true },
      { path: 'M161 104C170 100 172 114 168 126C165 135 160 139 156 136', mirrored: true },
      { path: 'M131 192L133 226C140 238 158 241 172 248', mirrored: true },
      { path: 'M116 108C122 101 134 101 140 107C133 113 123 113 116 108Z', mirrored: true },
      { path: 'M114 93C122 87 134 86 143 92', mirrored: true },
      { path: 'M100 172C106 169 112 170 119 174C113 182 107 184 100 184M119 174C112 175 106 175 100 174.500', mirrored: true },
    ],
    regions: [
      { site: 'scalp', path: 'M47 70C54 36 74 21 100 21C126 21 146 36 153 70C140 50 122 45 100 45C78 45 60 50 47 70Z', mirrored: false },
      { site: 'forehead', path: 'M48 77C60 54 80 49 100 49C120 49 140 54 152 77L153 86C140 78 118 80 108 88L100 90L92 88C82 80 60 78 47 86Z', mirrored: false },
      { site: 'periorbital', path: 'M109 102C112 93 122 89 132 90C144 91 151 97 152 105C150 114 140 119 128 119C118 119 110 113 109 102Z', mirrored: true },
      { site: 'nose', path: 'M100 95C104 95 105 100 106 110C108 124 116 134 117 143C117 150 108 149 106 153L94 153C92 149 83 150 83 143C84 134 92 124 94 110C95 100 96 95 100 95Z', mirrored: false },
      { site: 'cheek', path: 'M157 114C155 140 147 166 129 186C124 180 128 170 121 162C115 156 120 148 121 142C120 134 114 128 112 122C124 127 146 124 157 114Z', mirrored: true },
      { site: 'neck', path: 'M73 197C83 208 92 213 100 213C108 213 117 208 127 197L129 228C122 238 112 242 100 242C88 242 78 238 71 228Z', mirrored: false },
    ],
  },
  {
    name: 'front', width: 160, height: 366, middle: 80,
    lines: [{ path: body, mirrored: true }],
    regions: [
      { site: 'breast', path: 'M82 84C90 79 102 81 105.500 91C106.500 104 102 114 92 114C86 114 82 111 82 106Z', mirrored: true },
      { site: 'abdomen', path: 'M80 120C92 119 101 121 101.500 134C101.500 148 106.500 160 108 174C100 184 90 189 80 191C70 189 60 184 52 174C53.500 160 58.500 148 58.500 134C59 121 68 119 80 120Z', mirrored: false },
      { site: 'volar-forearm', path: 'M115.500 143L126.500 139C129.500 153 133 170 136.500 185L131 190C127 175 120 158 115.500 143Z', mirrored: true },
      ...limbs,
    ],
  },
  {
    name: 'back', width: 160, height: 366, middle: 80,
    lines: [{ path: body, mirrored: true }, { path: 'M80 180L80 194', mirrored: false }],
    regions: [
      { site: 'back', path: 'M80 60C94 61 105 67 105.500 84C105.500 108 101.500 122 101.500 136C101.500 148 106 158 107.500 170C99 177 90 179 80 179C70 179 61 177 52.500 170C54 158 58.500 148 58.500 136C58.500 122 54.500 108 54.500 84C55 67 66 61 80 60Z', mirrored: false },
      { site: 'dorsal-hand', path: 'M131.500 193L138 189C141 197 140.500 206 137.500 211C134.500 211 132.500 204 131.500 193Z', mirrored: true },
      ...limbs,
    ],
  },
];

/** Where a site takes keyboard focus: on the first drawing that shows it. */
export const order: string[] = [...new Set(drawings.flatMap((drawing) => drawing.regions.map((region) => region.site)))];
